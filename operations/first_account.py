"""How the first person gets an account: nobody can be invited by a page before."""

import store
from core.settings import Settings


def hint(settings: Settings, address: str) -> str | None:
    """Return how an administrator is made for the service at ``address``; None where there is one.

    Raises what :func:`store.opened` raises.
    """
    with store.opened(settings) as opened:
        if store.users.listed(opened):
            return None
    where = "" if settings.address else f" --address {address}"
    return (
        "Nobody can log in to the administration yet. Make the first account with "
        f"`partnernet user add EMAIL --role {store.roles.ADMINISTRATOR}{where}`."
    )
