"""What a job is given to work with."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from core.progress import Progress
from core.settings import Settings
from store import Store
from store.jobs import Job

if TYPE_CHECKING:
    from engine.client import Engine
    from engine.embedding import Embedder


@dataclass(frozen=True)
class JobContext:
    """A job, and what its function works with."""

    settings: Settings
    store: Store
    job: Job
    progress: Progress
    """Kept in the job's row. ``stage``, ``start`` and ``advance`` raise core.errors.Cancelled when
    somebody wished the end of the job, core.errors.LeaseLost when it runs elsewhere now, and
    KeyboardInterrupt when the worker is asked to stop."""

    @property
    def arguments(self) -> Mapping[str, Any]:
        """Return what was asked for."""
        return self.job.arguments

    @property
    def author(self) -> str:
        """Return who asked."""
        return self.job.author

    def embedder(self) -> "Embedder":
        """Return the model; it is loaded once in each process, by the first job that needs it.

        It remembers queries: embedding all saved searches anew takes minutes every hour.
        """
        return _loaded(self.settings.embedding)

    @contextmanager
    def engine(self) -> Iterator["Engine"]:
        """Yield the engine; the home's node is started where it does not run."""
        from engine import node
        from engine.client import Engine

        with node.running(self.settings, self.progress) as url:
            engine = Engine.connect(self.settings, url)
            try:
                yield engine
            finally:
                engine.close()


@cache
def _loaded(name: str) -> "Embedder":
    from engine import embedding

    return embedding.Remembering(embedding.load(name))
