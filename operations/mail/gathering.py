"""What a mail tells when it is its turn: each thing once, and nothing that may not be shown now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import BadRequest, NotFound
from matching.answer import SearchAnswer
from operations.alerts import telling
from operations.alerts.telling import Fitting
from operations.mail import journal
from operations.mail.journal import Journal
from operations.mail.letters import Item
from store import Store, watches
from store.alerts import Alert
from store.houses import House
from store.users import User
from store.watches import Watch

MOST = 50
"""Things of one mail, the newest: what somebody looks through in some minutes. The page has all."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What is told, and what stands for it in the journal."""

    items: tuple[Item, ...]
    more: int
    """Things beyond MOST."""
    lines: tuple[str, ...]
    """Of all alerts that the mail answers for, those beyond MOST too."""


def gathered(
    store: Store,
    searcher: Fitting,
    journal_: Journal,
    house: House,
    user: User,
    told: Iterable[Alert],
) -> Gathered:
    """Return what of the alerts ``told`` is told to ``user`` now.

    Left out is what an older mail told, what was deleted, handed over or unsubscribed since, and
    what is gone, blocked, or does not fit any more. Raises what a search raises.
    """
    own = {one.id: one for one in watches.of(store, house) if _mailed(one, user)}
    reported = [(own[alert.watch], alert) for alert in told if alert.watch in own]
    new = [one for one in reported if not journal_.holds(journal.line(user.email, *one))]
    items: list[Item] = []
    lines: list[str] = []
    for alike in _together(new):
        item = _item(searcher, alike)
        if item:
            items.append(item)
            lines += [journal.line(user.email, *one) for one in item.reported]
    return Gathered(items=tuple(items[:MOST]), more=max(len(items) - MOST, 0), lines=tuple(lines))


def _mailed(watch: Watch, user: User) -> bool:
    return watch.owner == user.id and watch.rhythm != "never" and watch.paused is None


def _together(
    reported: Iterable[tuple[Watch, Alert]],
) -> list[list[tuple[Watch, Alert]]]:
    """Return what was reported of the same thing as one, the newest content of it."""
    together: dict[tuple[str, str], list[tuple[Watch, Alert]]] = {}
    for watch, alert in reported:
        together.setdefault((alert.collection, alert.thing), []).append((watch, alert))
    return list(together.values())


def _item(searcher: Fitting, alike: Sequence[tuple[Watch, Alert]]) -> Item | None:
    """Return a thing with the watches that it fits now, None where it fits none."""
    fitting: list[tuple[Watch, Alert]] = []
    asked: dict[int, SearchAnswer | None] = {}
    shown: SearchAnswer | None = None
    for watch, alert in alike:
        if watch.id not in asked:
            asked[watch.id] = _answer(searcher, watch, alert)
        answer = asked[watch.id]
        if answer is not None:
            fitting.append((watch, alert))
            shown = shown or answer
    return Item(reported=tuple(fitting), answer=shown) if shown else None


def _answer(searcher: Fitting, watch: Watch, alert: Alert) -> SearchAnswer | None:
    try:
        return telling.answer_of(searcher, watch, alert)
    except (BadRequest, NotFound):
        return None  # it cannot be asked any more; its page says so
