"""Keeps one subject: what was known of it, what changed, and what must not be kept at all."""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from indexer.remote.ares import Ares
from indexer.remote.checkpoint import Checkpoint
from indexer.remote.refusals import Json
from indexer.remote.tally import Tally
from indexer.sources.ares_schema import NOTHING, VERSION, Delivered
from taxonomy import legalforms

_ABSENT = "NEEXISTUJICI"
"""``stavZdroje…`` of a register that does not have the subject."""
_CONFIRMED_AGAIN = timedelta(days=30)
"""How old the day may grow on which a subject that does not change was told. A record counts as
unconfirmed after 24 months, and each new day has its document indexed again."""
_TAX_NUMBERS = frozenset({"dic", "dicSkDph"})
"""Of a natural person they can be the birth number."""


@dataclass(frozen=True)
class Subjects:
    """Where subjects are asked for and kept."""

    ares: Ares
    checkpoint: Checkpoint
    tally: Tally
    today: date
    """Day that answers are marked with."""
    natural_persons: bool

    def take(self, ico: str, basic: Json, *, changed: bool = False) -> None:
        """Keep a subject whose basic answer is here, with its parts where they can have changed.

        ``changed`` says that they have, whatever the date in the answer tells.
        """
        if ico in self.checkpoint.done:
            return
        person = legalforms.natural_person(f"cz-{basic.get('pravniForma', '')}")
        updated = basic.get("datumAktualizace", "")
        before = self.checkpoint.known.get(ico)
        if person and not self.natural_persons:
            self.tally.natural_persons += 1
            self.checkpoint.leave_out(ico)
        elif not changed and before and updated and before.updated == updated:
            self.tally.unchanged += 1
            if self.today - before.fetched >= _CONFIRMED_AGAIN:
                self.checkpoint.confirm(ico, self.today)
        else:
            self.checkpoint.keep(self._delivered(ico, _numberless(basic) if person else basic))
            self.tally.fetched += 1

    def look_up(self, ico: str, *, changed: bool = False) -> None:
        """Ask for one subject and keep it, or that ARES does not know it."""
        basic = self.ares.subject(ico)
        if basic is not None:
            self.take(ico, basic, changed=changed)
            return
        self.tally.unknown += 1
        self.checkpoint.keep(
            Delivered(delivery=VERSION, ico=ico, fetched=self.today.isoformat(), unknown=True)
        )

    def _delivered(self, ico: str, basic: Json) -> Delivered:
        states = basic.get("seznamRegistraci", {})
        statistics = self.ares.statistics(ico) if _has(states, "Res") else None
        register = self.ares.register(ico) if _has(states, "Vr") else None
        return Delivered(
            delivery=VERSION,
            ico=ico,
            fetched=self.today.isoformat(),
            updated=basic.get("datumAktualizace", ""),
            municipality=municipality(basic),
            basic=_raw(basic),
            insolvent=register is not None and register.insolvent,
            res=NOTHING if statistics is None else _raw(statistics),
            vr=NOTHING if register is None else _raw(register.answer),
        )


def municipality(basic: Json) -> int:
    """Return the code of the municipality (kód obce) in a basic answer, or 0."""
    return int(basic.get("sidlo", {}).get("kodObce", 0))


def _has(states: Json, register: str) -> bool:
    """Tell whether a register can have the subject; one that is not mentioned can."""
    return states.get(f"stavZdroje{register}") != _ABSENT


def _raw(answer: Json) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(answer))


def _numberless(basic: Json) -> Json:
    return {key: value for key, value in basic.items() if key not in _TAX_NUMBERS}
