"""Webhooks: where a house wants its alerts posted. What one house has, no other sees."""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from core.errors import BadRequest, NotFound
from store import audit, tables, texts
from store.account_values import LANGUAGES
from store.database import Store
from store.houses import House
from store.moments import iso, now

MOST = 10
"""Webhooks of one house: each alert is posted to each, and nobody runs more systems than that."""
_LONGEST_URL = 1_000
"""Characters; what web servers take at least is 8,000 for the whole first line (RFC 9112, 3)."""
_PREFIX = "whsec_"
"""How Standard Webhooks marks a key, so that scanners for leaked secrets find it."""

_webhooks, _houses = tables.webhooks, tables.houses


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """An address that alerts are posted to."""

    id: int
    house: str
    """Key of the house that it belongs to."""
    url: str
    language: str
    """In which the reasons are told: de, cs or en."""
    generation: int
    """How often its key was renewed."""
    created: str
    """UTC, ISO 8601; what was reported before is not posted."""
    created_by: str
    failing_since: str | None
    """Since when nothing arrives; None where the last post did, or none was tried."""
    paused: str | None
    reason: str
    """Why nothing arrives; empty where somebody paused it, or it works."""

    @property
    def host(self) -> str:
        """Return what may be shown to everybody: the rest of an address is often a secret."""
        return urlsplit(self.url).hostname or ""


def secret(key: bytes, webhook: Webhook) -> str:
    """Return the key that posts to ``webhook`` are signed with, as Standard Webhooks writes it.

    ``key`` is the service's (core.keys.webhooks_key). Of the house and the moment, too: a number
    is given again after an older backup came back.
    """
    what = f"{webhook.id} {webhook.house} {webhook.created} {webhook.generation}".encode()
    return _PREFIX + base64.b64encode(hmac.digest(key, what, hashlib.sha256)).decode()


def add(store: Store, house: House, *, url: str, language: str, author: str) -> Webhook:
    """Have what is reported from now on posted to ``url``, which was checked before.

    Raises BadRequest where it is too long, the house has it already or has too many, or the
    language is none of the pages.
    """
    values = {
        "house_id": house.id,
        "url": _url(url),
        "language": _language(language),
        "generation": 0,
        "created": now(),
        "created_by": texts.required(author, "author"),
        "reason": "",
    }
    with store.writing() as connection:
        mine = _webhooks.c.house_id == house.id, _webhooks.c.deleted.is_(None)
        count = connection.execute(select(func.count()).where(*mine)).scalar_one()
        if count >= MOST:
            raise BadRequest(
                f"A house can have {MOST} webhooks; delete one that nobody reads.", "url"
            )
        if _read(connection, *mine, _webhooks.c.url == values["url"]):
            raise BadRequest("The house has a webhook with this address already.", "url")
        new = connection.execute(insert(_webhooks).values(values)).inserted_primary_key
        assert new is not None
        made = _one(connection, house, new[0])
        _note(connection, house, made, "webhook.add", author)
        return made


def renew(store: Store, house: House, webhook: int, *, author: str) -> Webhook:
    """Give it another key; the one before no longer signs. Raises NotFound."""
    next_ = _webhooks.c.generation + 1
    return _changed(store, house, webhook, "webhook.renew", author, generation=next_)


def pause(store: Store, house: House, webhook: int, *, author: str) -> Webhook:
    """Post nothing to it until it is resumed. Raises NotFound."""
    return _changed(store, house, webhook, "webhook.pause", author, paused=now(), reason="")


def resume(store: Store, house: House, webhook: int, *, author: str) -> Webhook:
    """Post to it again, what waits as well. Raises NotFound."""
    values = {"paused": None, "failing_since": None, "reason": ""}
    return _changed(store, house, webhook, "webhook.resume", author, **values)


def delete(store: Store, house: House, webhook: int, *, author: str) -> None:
    """Post nothing to it any more, not even what waits. Raises NotFound."""
    _changed(store, house, webhook, "webhook.delete", author, deleted=now())


def of(store: Store, house: House) -> tuple[Webhook, ...]:
    """Return the webhooks of ``house``, the oldest first."""
    with store.reading() as connection:
        return _read(connection, _webhooks.c.house_id == house.id)


def one(store: Store, house: House, webhook: int) -> Webhook:
    """Return one of ``house``. Raises NotFound, also for one of another house."""
    with store.reading() as connection:
        return _one(connection, house, webhook)


def active(store: Store) -> tuple[Webhook, ...]:
    """Return what is posted to now: of open houses, and not paused."""
    with store.reading() as connection:
        return _read(connection, _webhooks.c.paused.is_(None), _houses.c.closed.is_(None))


def arrived(connection: Connection, webhook: int) -> None:
    """Note that a post arrived."""
    _set(connection, webhook, failing_since=None, reason="")


def failed(connection: Connection, webhook: int, reason: str) -> datetime:
    """Note that a post did not arrive, and why; return since when none does."""
    moment = now()
    since = func.coalesce(_webhooks.c.failing_since, moment)
    _set(connection, webhook, failing_since=since, reason=reason)
    query = select(_webhooks.c.failing_since).where(_webhooks.c.id == webhook)
    found: datetime = connection.execute(query).scalar_one()
    return found


def give_up(connection: Connection, webhook: Webhook, *, author: str) -> None:
    """Pause what fails for too long; its reason stays, and the house is told on its page."""
    _set(connection, webhook.id, paused=now())
    details = {"house": webhook.house, "host": webhook.host}
    audit.note(
        connection,
        actor=author,
        action="webhook.give_up",
        subject=str(webhook.id),
        details=details,
    )


def _changed(
    store: Store, house: House, webhook: int, action: str, author: str, **values: Any
) -> Webhook:
    with store.writing() as connection:
        before = _one(connection, house, webhook)
        _set(connection, webhook, **values)
        _note(connection, house, before, action, author)
        return before if "deleted" in values else _one(connection, house, webhook)


def _note(connection: Connection, house: House, webhook: Webhook, action: str, author: str) -> None:
    details = {"house": house.key, "host": webhook.host}
    subject = str(webhook.id)
    audit.note(connection, actor=author, action=action, subject=subject, details=details)


def _set(connection: Connection, webhook: int, **values: Any) -> None:
    connection.execute(update(_webhooks).where(_webhooks.c.id == webhook).values(values))


def _one(connection: Connection, house: House, webhook: int) -> Webhook:
    found = _read(connection, _webhooks.c.house_id == house.id, _webhooks.c.id == webhook)
    if not found:
        raise NotFound(f"{house.name} has no webhook {webhook}.")
    return found[0]


def _read(connection: Connection, *where: Any) -> tuple[Webhook, ...]:
    query = (
        select(_webhooks, _houses.c.key.label("house"))
        .join(_houses, _houses.c.id == _webhooks.c.house_id)
        .where(_webhooks.c.deleted.is_(None), *where)
        .order_by(_webhooks.c.id)
    )
    return tuple(map(_webhook, connection.execute(query)))


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(
        id=row.id,
        house=row.house,
        url=row.url,
        language=row.language,
        generation=row.generation,
        created=iso(row.created),
        created_by=row.created_by,
        failing_since=iso(row.failing_since) if row.failing_since else None,
        paused=iso(row.paused) if row.paused else None,
        reason=row.reason,
    )


def _url(url: str) -> str:
    if len(url) > _LONGEST_URL:
        raise BadRequest(f"The address is longer than {_LONGEST_URL} characters.", "url")
    return texts.required(url, "url")


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise BadRequest(f"The language is one of {', '.join(LANGUAGES)}.", "language")
    return language
