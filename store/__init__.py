"""The relational store: what people decide, kept apart from what registers tell.

The index can be made again from the imports; what stands here cannot. ``opened`` gives a
:class:`Store`, and the functions of :mod:`store.blocks` and :mod:`store.links` work on it. Frozen
structs cross the border of this room, no rows and no sessions.
"""

from store.database import Store, revision
from store.opening import Status, opened, status, upgrade

__all__ = ["Status", "Store", "opened", "revision", "status", "upgrade"]
