"""Saved searches of a house. What one house saves, no other sees: every function asks for whose."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, update

from core.errors import BadRequest
from store import saved, tables, texts
from store.database import Store
from store.houses import House
from store.moments import now
from store.saved import RHYTHMS, Rhythm, Watch

__all__ = [
    "MOST",
    "RHYTHMS",
    "Rhythm",
    "Watch",
    "add",
    "change",
    "copy",
    "delete",
    "hand_over",
    "left",
    "of",
    "one",
    "pause",
    "reporting",
    "resume",
]

MOST = 1_000
"""Saved searches of one house: more than its staff can read reports of (a hundred of ten people),
and what all houses of the region save together is judged in milliseconds a document."""

_watches, _houses = tables.watches, tables.houses


def add(  # noqa: PLR0913  (what a watch is)
    store: Store,
    house: House,
    *,
    name: str,
    collection: str,
    request: Mapping[str, Any],
    owner: int | None = None,
    rhythm: Rhythm = "daily",
    author: str,
) -> Watch:
    """Save a search.

    Raises BadRequest where the name is missing, there is no such rhythm, ``owner`` is none of the
    house, or the house has too many.
    """
    moment = now()
    values = {
        "house_id": house.id,
        "name": saved.named(name),
        "collection": collection,
        "request": saved.written(request),
        "owner_id": owner,
        "rhythm": saved.checked_rhythm(rhythm),
        "created": moment,
        "created_by": texts.required(author, "author"),
        "changed": moment,
        "mailed_since": None if rhythm == "never" else moment,
    }
    with store.writing() as connection:
        if saved.count(connection, house) >= MOST:
            raise BadRequest(
                f"A house can save {MOST} searches; delete some that nobody reads.", "name"
            )
        saved.check_owner(connection, house, owner)
        new = connection.execute(insert(_watches).values(values)).inserted_primary_key
        assert new is not None
        saved.note(connection, house, "watch.add", new[0], author)
        return saved.one_in(connection, house, new[0])


def copy(
    store: Store, house: House, watch: int, *, name: str, owner: int | None, author: str
) -> Watch:
    """Save the same search once more, under ``name`` and with the mails to ``owner``.

    What the first reported stays with it. Raises NotFound, and what :func:`add` raises.
    """
    same = one(store, house, watch)
    return add(
        store,
        house,
        name=name,
        collection=same.collection,
        request=same.request,
        owner=owner,
        rhythm=same.rhythm,
        author=author,
    )


def change(  # noqa: PLR0913  (what can be changed)
    store: Store,
    house: House,
    watch: int,
    *,
    name: str,
    rhythm: Rhythm,
    collection: str,
    request: Mapping[str, Any],
    author: str,
) -> Watch:
    """Change name, rhythm and what is searched for; the same values change nothing.

    Another search reports from now on; what the one before reported stays. Raises NotFound, and
    BadRequest as :func:`add`.
    """
    wanted = {"name": saved.named(name), "rhythm": saved.checked_rhythm(rhythm)}
    asked = (collection, saved.written(request))
    with store.writing() as connection:
        before = saved.one_in(connection, house, watch)
        values: dict[str, Any] = {
            key: value for key, value in wanted.items() if getattr(before, key) != value
        }
        if asked != (before.collection, saved.written(before.request)):
            values |= {"collection": asked[0], "request": asked[1], "changed": now()}
        if "rhythm" in values and "never" in (rhythm, before.rhythm):
            values["mailed_since"] = None if rhythm == "never" else now()
        return saved.changed(connection, house, watch, "watch.change", author, values)


def hand_over(store: Store, house: House, watch: int, *, owner: int, author: str) -> Watch:
    """Let a colleague get the mails from now on. To whom it belongs already changes nothing.

    Raises NotFound; BadRequest where ``owner`` is none of the house or may not log in.
    """
    with store.writing() as connection:
        before = saved.one_in(connection, house, watch)
        saved.check_owner(connection, house, owner)
        values: dict[str, Any] = {}
        if before.owner != owner:
            since = None if before.rhythm == "never" else now()
            values = {"owner_id": owner, "mailed_since": since}
        return saved.changed(connection, house, watch, "watch.hand_over", author, values)


def pause(store: Store, house: House, watch: int, *, author: str) -> Watch:
    """Let a saved search report nothing for a while. Raises NotFound."""
    with store.writing() as connection:
        before = saved.one_in(connection, house, watch)
        values = {} if before.paused else {"paused": now()}
        return saved.changed(connection, house, watch, "watch.pause", author, values)


def resume(store: Store, house: House, watch: int, *, author: str) -> Watch:
    """Let a paused one report again, from now on. Raises NotFound."""
    with store.writing() as connection:
        before = saved.one_in(connection, house, watch)
        since = None if before.rhythm == "never" else now()
        values = {"paused": None, "changed": now(), "mailed_since": since} if before.paused else {}
        return saved.changed(connection, house, watch, "watch.resume", author, values)


def delete(store: Store, house: House, watch: int, *, author: str) -> None:
    """Delete a saved search; its alerts are no longer told. Raises NotFound."""
    with store.writing() as connection:
        saved.one_in(connection, house, watch)
        connection.execute(update(_watches).where(_watches.c.id == watch).values(deleted=now()))
        saved.note(connection, house, "watch.delete", watch, author)


def of(store: Store, house: House) -> tuple[Watch, ...]:
    """Return the saved searches of ``house``, the oldest first."""
    with store.reading() as connection:
        return saved.read(connection, _watches.c.house_id == house.id)


def one(store: Store, house: House, watch: int) -> Watch:
    """Return one of ``house``. Raises NotFound, also for one of another house."""
    with store.reading() as connection:
        return saved.one_in(connection, house, watch)


def left(store: Store, house: House) -> int:
    """Return how many more searches ``house`` can save."""
    with store.reading() as connection:
        return max(0, MOST - saved.count(connection, house))


def reporting(store: Store, collection: str) -> tuple[Watch, ...]:
    """Return what documents of ``collection`` are held against: all houses' that report now."""
    with store.reading() as connection:
        return saved.read(
            connection,
            _watches.c.collection == collection,
            _watches.c.paused.is_(None),
            _houses.c.closed.is_(None),
        )
