"""Alerts that no mail has told yet, by whom they are for and how often that wants to hear."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Select, exists, or_, select

from store import tables
from store.database import Store
from store.moments import now
from store.saved import Rhythm

NEWS_FOR = timedelta(days=14)
"""An alert older than this is not mailed any more: no weekly digest is that late, and whoever gets
mail again after a longer pause is not flooded. The page still shows it."""

_alerts, _watches, _users = tables.alerts, tables.watches, tables.users
_houses, _told, _standings = tables.houses, tables.mail_alerts, tables.mail_standings


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """What one mail can tell."""

    user: int
    rhythm: Rhythm
    alerts: tuple[int, ...]
    """Ids, in order."""


def due(store: Store, bounds: Mapping[Rhythm, datetime]) -> tuple[Untold, ...]:
    """Return the alerts from before the bound of their rhythm, for each account and rhythm."""
    together: dict[tuple[int, Rhythm], list[int]] = {}
    with store.reading() as connection:
        for row in connection.execute(_query(bounds).order_by(_alerts.c.id)):
            together.setdefault((row.owner_id, row.rhythm), []).append(row.id)
    return tuple(
        Untold(user=user, rhythm=rhythm, alerts=tuple(alerts))
        for (user, rhythm), alerts in together.items()
    )


def any_due(store: Store, bounds: Mapping[Rhythm, datetime]) -> bool:
    """Tell whether :func:`due` returns anything."""
    with store.reading() as connection:
        return connection.execute(_query(bounds).limit(1)).first() is not None


def _query(bounds: Mapping[Rhythm, datetime]) -> Select[Any]:
    of_rhythms = [
        (_watches.c.rhythm == rhythm) & (_alerts.c.moment <= bound)
        for rhythm, bound in bounds.items()
    ]
    told = exists().where(_told.c.alert_id == _alerts.c.id)
    paused = exists().where(
        _standings.c.user_id == _watches.c.owner_id, _standings.c.paused.is_not(None)
    )
    return (
        select(_alerts.c.id, _watches.c.owner_id, _watches.c.rhythm)
        .join(_watches, _watches.c.id == _alerts.c.watch_id)
        .join(_houses, _houses.c.id == _watches.c.house_id)
        .join(_users, _users.c.id == _watches.c.owner_id)
        .where(_watches.c.deleted.is_(None), _watches.c.paused.is_(None))
        .where(_houses.c.closed.is_(None), _users.c.disabled.is_(None))
        .where(_alerts.c.moment >= _watches.c.mailed_since, _alerts.c.moment > now() - NEWS_FOR)
        .where(or_(*of_rhythms), ~told, ~paused)
    )
