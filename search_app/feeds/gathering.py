"""What a feed holds: alerts as a search of theirs shows the thing now, each thing once."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from core.errors import BadRequest
from matching.request import SearchRequest
from operations.alerts import telling
from operations.alerts.stored import request_of
from search_app import cards, links, service, told
from search_app.cards import Card
from search_app.feeds import times
from store import reported, watches
from store.alerts import Alert
from store.houses import House
from store.moments import now
from store.watches import Watch

MOST = 50
"""Alerts of a feed. Each is searched for anew when it is read, about 20 ms; a reader that asks once
an hour misses none below 1,200 a day."""
_MOST_OFFERS = 1_000
"""Of the newest alerts among which a calendar looks for events, with one search."""
_MOST_EVENTS = 100
_OVER = timedelta(days=31)
"""How long an event stays in the calendar when it is over: to look up when it was."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A thing with the saved searches that reported it."""

    collection: str
    thing: str
    content: str
    published: str
    """UTC, ISO 8601: when it was reported first, of this content."""
    updated: str
    """And last, by whichever saved search."""
    watches: tuple[str, ...]
    """Names."""
    card: Card
    reasons: tuple[str, ...]
    url: str
    """Of its page."""


def alerts(house: House, watch: Watch | None) -> list[Entry]:
    """Return what was reported last, the newest first; what may not be found is left out."""
    found = reported.of(service.store(), house, watch=watch.id if watch else None, limit=MOST)
    return list(_entries(house, found))


def events(house: House, watch: Watch | None) -> list[Entry]:
    """Return the events among what was reported, those that were long ago left out."""
    found = reported.of(
        service.store(),
        house,
        watch=watch.id if watch else None,
        collection="offers",
        limit=_MOST_OFFERS,
    )
    ids = sorted({alert.thing for alert in found})
    if not ids:
        return []
    wanted = SearchRequest(collection="offers", type="event", house=house.key)
    are_events = service.searcher().among(wanted, ids)
    newest: dict[str, str] = {}
    for alert in found:
        if alert.thing in are_events and len(newest) < _MOST_EVENTS:
            newest.setdefault(alert.thing, alert.content)
    of_events = [one for one in found if newest.get(one.thing) == one.content]
    oldest = (now() - _OVER).date()
    return [one for one in _entries(house, of_events) if times.last_day(one.card) >= oldest]


def _entries(house: House, found: Iterable[Alert]) -> Iterator[Entry]:
    saved = {watch.id: watch for watch in watches.of(service.store(), house)}
    together: dict[tuple[str, str, str], list[Alert]] = {}
    for alert in found:
        key = (alert.collection, alert.thing, alert.content)
        together.setdefault(key, []).append(alert)
    for alike in together.values():
        entry = _entry([(saved[one.watch], one) for one in alike if one.watch in saved])
        if entry:
            yield entry


def _entry(alike: list[tuple[Watch, Alert]]) -> Entry | None:
    """Return a thing with the reasons of the first watch that it fits now; None where none."""
    fitting = []
    shown = None
    for watch, alert in alike:
        try:
            answer = telling.answer_of(service.searcher(), watch, alert)
        except BadRequest:
            continue  # it cannot be asked any more; its page says so
        if answer is not None:
            fitting.append(watch)
            shown = shown or (watch, answer)
    if shown is None:
        return None
    watch, answer = shown
    (card,) = cards.cards(answer, request_of(watch))
    moments = [alert.moment for _, alert in alike]
    _, alert = alike[0]
    return Entry(
        collection=alert.collection,
        thing=alert.thing,
        content=alert.content,
        published=min(moments),
        updated=max(moments),
        watches=tuple(dict.fromkeys(one.name for one in fitting)),
        card=card,
        reasons=told.reasons(answer, watch),
        url=links.to_send(card.address),
    )
