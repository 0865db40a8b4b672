"""A rebuild that runs: what it works with, and what was ordered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from indexer.basis import Basis
from indexer.stages import Stages
from indexer.workplace import Workplace


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """New versions that are filled and wait for their verdict."""

    live: Mapping[str, str]
    """Names of the live versions by collection, empty before the first build."""
    new: Mapping[str, str]
    expected: Mapping[str, int]
    """Documents that were made, by collection."""
    sent: int
    """Documents whose answers were read, and none was a refusal."""


Check = Callable[[Loaded], str]
"""Says in sentences what stands against the switch; empty where nothing does."""


def unchecked(_loaded: Loaded) -> str:
    """Let everything go live whose counts agree."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """How a rebuild is to be done."""

    check: Check = unchecked
    rate: float | None = None
    """Documents a second at most."""
    force: str = ""
    """Why the new versions go live whatever the check says; empty where they must not."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """All that the stages work with."""

    settings: Settings
    engine: Engine
    embedder: Embedder
    progress: Progress
    basis: Basis
    order: Order
    work: Workplace
    stages: Stages
