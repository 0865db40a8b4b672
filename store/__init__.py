"""The relational store: what people decide, kept apart from what registers tell.

The index can be made again from the imports; what stands here cannot. ``opened`` gives a
:class:`Store`, and the functions of the modules work on it. Frozen structs cross the border of this
room, no rows and no sessions.
"""

from store import (
    alerts,
    audit,
    blocks,
    deliveries,
    feeds,
    houses,
    jobs,
    judged,
    links,
    members,
    overlay,
    queries,
    roles,
    users,
    verdicts,
    watches,
    webhooks,
)
from store.database import Store, next_revision, revision
from store.exporting import export
from store.importing import import_
from store.opening import Status, opened, status, upgrade
from store.schema import Condition

__all__ = [
    "Condition",
    "Status",
    "Store",
    "alerts",
    "audit",
    "blocks",
    "deliveries",
    "export",
    "feeds",
    "houses",
    "import_",
    "jobs",
    "judged",
    "links",
    "members",
    "next_revision",
    "opened",
    "overlay",
    "queries",
    "revision",
    "roles",
    "status",
    "upgrade",
    "users",
    "verdicts",
    "watches",
    "webhooks",
]
