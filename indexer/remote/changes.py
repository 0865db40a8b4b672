"""Which subjects changed since a day, as the lists of changes tell that ARES gives out.

ARES keeps these lists for about a month. What changed before is found by comparing dates instead.
"""

from datetime import date

from indexer.remote.ares import Ares

REGISTERS = ("ros", "res", "vr")
"""Whose changes matter: the basic answer comes from ROS, the parts from RES and VR."""

NEW = "INS"
"""``typZmeny`` of a subject that a register has for the first time."""


def since(ares: Ares, day: date) -> dict[str, bool] | None:
    """Return the numbers that changed since ``day``, and whether a register has them newly.

    None where the lists of one register do not reach back that far. Raises as the questions of
    :class:`Ares` do.
    """
    begin = day.isoformat()
    changed: dict[str, bool] = {}
    for register in REGISTERS:
        batches = ares.batches(register)
        if not any(batch["datumUvolneniDavky"] <= begin for batch in batches):
            return None
        for batch in batches:
            if batch["datumUvolneniDavky"] >= begin:
                for one in ares.batch(register, batch["cisloDavky"]):
                    ico, new = one["icoId"], one["typZmeny"] == NEW
                    changed[ico] = changed.get(ico, False) or new
    # A subject without a number of its own (ARES_12345678) cannot be looked up here.
    return {ico: new for ico, new in changed.items() if ico.isdigit()}
