"""The job ``webhooks``: queues what is new, posts what is due."""

from collections.abc import Mapping
from typing import Any

from core import keys, points
from matching.search import Searcher
from operations.jobs.context import JobContext
from operations.webhooks import speaking
from operations.webhooks.delivering import Posting
from operations.webhooks.sending import Sender
from store import deliveries, webhooks


def run(context: JobContext, sender: Sender | None = None) -> Mapping[str, Any]:
    """Post what is due; return how much was queued, arrived, failed, or was not to be told.

    ``sender`` is another one than that of the service, for tests. Raises what a search raises.
    """
    deliveries.prune(context.store)
    queued = deliveries.queue(context.store)
    points.reached("webhooks queued")
    due = [one for one in webhooks.active(context.store) if deliveries.due(context.store, one, 1)]
    if not due:
        return {"queued": queued}
    with context.engine() as engine:
        searcher = Searcher(engine, context.embedder())
        posting = Posting(
            store=context.store,
            searcher=searcher,
            words=speaking.words(context.settings, searcher),
            key=keys.webhooks_key(context.settings),
            sender=sender or Sender(),
        )
        return {"queued": queued, **posting.run(due, context.progress)}
