"""Which alerts are mailed to whom, and when: each once, together with others of its rhythm."""

from core import points
from operations.alerts import rhythms
from store import Store, mails, untold
from store.moments import now
from store.untold import Untold

MOST = 100
"""Alerts of one mail, the newest: more than anybody reads at once. The page shows all."""


def wanted(store: Store) -> bool:
    """Tell whether a mail is to be composed or sent now."""
    return mails.is_due(store) or untold.any_due(store, rhythms.bounds(now()))


def compose(store: Store) -> int:
    """Queue a mail for each account and rhythm that alerts are due for; return how many.

    Found by comparing, so whoever is killed between an alert and its mail loses nothing. A mail and
    what it tells are written in one transaction.
    """
    return sum(_queued(store, one) for one in untold.due(store, rhythms.bounds(now())))


def _queued(store: Store, one: Untold) -> bool:
    with store.noting() as connection:
        mail = mails.enqueue(
            connection,
            key=f"alerts:{one.user}:{one.alerts[-1]}",
            user=one.user,
            kind="alerts",
            arguments={"rhythm": one.rhythm},
        )
        if mail is None:
            return False
        mails.put(connection, mail, one.alerts)
        points.reached("mail composed")
    points.reached("mail queued")
    return True
