"""Alerts that are posted to webhooks: each once to each, and what became of it."""

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, Select, delete, exists, insert, literal, null, select, update

from store import tables, webhooks
from store.alerts import Alert, from_row
from store.database import Store
from store.moments import iso, now
from store.webhooks import Webhook

QUEUED_FOR = timedelta(days=7)
"""An alert older than this is not posted any more: it is no news, and the page still shows it."""
KEPT = timedelta(days=30)
"""How long what was posted is kept: a month to look into a complaint. Longer than QUEUED_FOR, or it
would be queued anew."""
PAUSED_AFTER = timedelta(days=3)
"""How long nothing arrives before a webhook is paused: over a weekend, and the working day on which
somebody finds it."""

State = Literal["waiting", "arrived", "untold", "given_up"]
"""``untold``: what was gone, blocked or no longer fitted when it was its turn."""

_deliveries, _alerts = tables.deliveries, tables.alerts
_webhooks, _watches, _houses = tables.webhooks, tables.watches, tables.houses


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One alert for one webhook."""

    webhook: int
    alert: Alert
    state: State
    attempts: int
    due: str
    """UTC, ISO 8601."""
    ended: str | None
    reason: str
    """Why it was not posted, or not yet."""


def wanted(store: Store) -> bool:
    """Tell whether something is to be queued, or to be posted now."""
    open_ = _houses.c.closed.is_(None), _webhooks.c.deleted.is_(None), _webhooks.c.paused.is_(None)
    waits = (
        select(_deliveries.c.alert_id)
        .join(_webhooks, _webhooks.c.id == _deliveries.c.webhook_id)
        .join(_houses, _houses.c.id == _webhooks.c.house_id)
        .where(_deliveries.c.state == "waiting", _deliveries.c.due <= now(), *open_)
    )
    with store.reading() as connection:
        return any(
            connection.execute(query.limit(1)).first() for query in (waits, _unqueued(now()))
        )


def queue(store: Store) -> int:
    """Queue all alerts that webhooks of their houses do not have yet; return how many.

    Found by comparing, so whoever is killed between an alert and its post loses nothing.
    """
    columns = [column.name for column in _deliveries.columns]
    with store.noting() as connection:
        new = insert(_deliveries).from_select(columns, _unqueued(now()))
        # How many rows there were, psycopg does not say of such a statement.
        return len(connection.execute(new.returning(_deliveries.c.alert_id)).all())


def _unqueued(moment: datetime) -> Select[Any]:
    """Return the query for rows of what is to be queued, due at once."""
    there = exists().where(
        _deliveries.c.webhook_id == _webhooks.c.id, _deliveries.c.alert_id == _alerts.c.id
    )
    return (
        select(
            _webhooks.c.id,
            _alerts.c.id,
            literal("waiting"),
            literal(moment, _deliveries.c.created.type),
            literal(moment, _deliveries.c.due.type),
            literal(0),
            null(),
            literal(""),
        )
        .select_from(_alerts)
        .join(_watches, _watches.c.id == _alerts.c.watch_id)
        .join(_webhooks, _webhooks.c.house_id == _watches.c.house_id)
        .join(_houses, _houses.c.id == _watches.c.house_id)
        .where(_watches.c.deleted.is_(None), _webhooks.c.deleted.is_(None))
        .where(_houses.c.closed.is_(None))
        .where(_alerts.c.moment >= _webhooks.c.created, _alerts.c.moment > moment - QUEUED_FOR)
        .where(~there)
    )


def due(store: Store, webhook: Webhook, limit: int) -> tuple[Delivery, ...]:
    """Return what is to be posted to ``webhook`` now, the longest due first."""
    query = _query(webhook.id).where(_deliveries.c.state == "waiting", _deliveries.c.due <= now())
    ordered = query.order_by(_deliveries.c.due, _deliveries.c.alert_id).limit(limit)
    with store.reading() as connection:
        return tuple(map(_delivery, connection.execute(ordered)))


def last(store: Store, webhook: Webhook, limit: int = 20) -> tuple[Delivery, ...]:
    """Return the newest ones of ``webhook``, whatever became of them."""
    query = _query(webhook.id).order_by(_deliveries.c.alert_id.desc()).limit(limit)
    with store.reading() as connection:
        return tuple(map(_delivery, connection.execute(query)))


def arrived(store: Store, delivery: Delivery) -> None:
    """Note that it was posted and taken."""
    with store.noting() as connection:
        connection.execute(_ended(delivery, "arrived", "", attempts=delivery.attempts + 1))
        webhooks.arrived(connection, delivery.webhook)


def untold(store: Store, delivery: Delivery, reason: str) -> None:
    """Note that there is nothing to tell any more."""
    with store.noting() as connection:
        connection.execute(_ended(delivery, "untold", reason))


def failed(store: Store, delivery: Delivery, reason: str, *, again: datetime | None) -> datetime:
    """Note that it did not arrive, and when it is tried ``again``; None gives it up.

    Returns since when nothing arrives at the webhook.
    """
    attempts = delivery.attempts + 1
    with store.noting() as connection:
        if again is None:
            connection.execute(_ended(delivery, "given_up", reason, attempts=attempts))
        else:
            values = {"due": again, "attempts": attempts, "reason": reason}
            connection.execute(_of(delivery).values(values))
        return webhooks.failed(connection, delivery.webhook, reason)


def prune(store: Store) -> int:
    """Give up what waits for longer than QUEUED_FOR, and forget what is older than KEPT.

    Returns how many rows were forgotten.
    """
    moment = now()
    late = _deliveries.c.state == "waiting", _deliveries.c.created <= moment - QUEUED_FOR
    old = select(_alerts.c.id).where(_alerts.c.moment < moment - KEPT)
    with store.noting() as connection:
        given_up = update(_deliveries).where(*late).values(state="given_up", ended=moment)
        connection.execute(given_up)
        gone = connection.execute(delete(_deliveries).where(_deliveries.c.alert_id.in_(old)))
        return gone.rowcount


def _ended(delivery: Delivery, state: State, reason: str, **values: Any) -> Any:
    return _of(delivery).values(state=state, reason=reason, ended=now(), **values)


def _of(delivery: Delivery) -> Any:
    return update(_deliveries).where(
        _deliveries.c.webhook_id == delivery.webhook,
        _deliveries.c.alert_id == delivery.alert.id,
    )


def _query(webhook: int) -> Any:
    of_delivery = [column.label(f"delivery_{column.name}") for column in _deliveries.columns]
    return (
        select(_alerts, *of_delivery)
        .join(_deliveries, _deliveries.c.alert_id == _alerts.c.id)
        .where(_deliveries.c.webhook_id == webhook)
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        webhook=row.delivery_webhook_id,
        alert=from_row(row),
        state=row.delivery_state,
        attempts=row.delivery_attempts,
        due=iso(row.delivery_due),
        ended=iso(row.delivery_ended) if row.delivery_ended else None,
        reason=row.delivery_reason,
    )
