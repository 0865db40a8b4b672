"""A house that waits for what is not judged yet, and work on it that kills itself."""

import dataclasses
import multiprocessing
import os
import shutil
import signal
from functools import cache
from pathlib import Path

import store
from core import keys, points
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Embedder
from indexer import pipeline, update
from matching.request import SearchRequest
from matching.search import Searcher
from operations.alerts import judge, saving
from operations.webhooks.delivering import Posting
from search_app.posts import Posts
from store import deliveries, webhooks
from tests.engine.conftest import FURTHER
from tests.engine.imported import imported
from tests.service.fixtures import REGION
from tests.webhooks.receiver import Certificate, sender

# What each process needs is loaded once, then they are forked: ten programs take long to start.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])

AUTHOR = "clerk@example.org"
LINES = [line for file in (REGION, FURTHER) for line in file.read_text("utf-8").splitlines()]
SEARCHES = (
    SearchRequest(text="Drehteile", language="de"),
    SearchRequest(text="soustružení kovů", language="cs"),
    SearchRequest(sector="25", country="CZ"),
    SearchRequest(collection="offers", text="Drehteile", language="de"),
    SearchRequest(collection="offers", type="event"),
)
Told = frozenset[tuple[int, str, str]]
"""Alerts as (watch, thing, content)."""


def half_live(
    settings: Settings, engine: Engine, embedder: Embedder, folder: Path, url: str | None = None
) -> None:
    """Bring half of the lines into the index and have them judged; save SEARCHES for a house.

    With ``url`` the house has a webhook there.
    """
    imported(settings, folder, LINES[::2])
    pipeline.build(settings, engine, embedder, Silent())
    judge(settings, engine, embedder)
    with store.opened(settings) as opened:
        house = store.houses.add(opened, key="ihk", name="IHK", author=AUTHOR)
        for request in SEARCHES:
            saving.save(opened, house, request.text or "…", request, author=AUTHOR)
        if url:
            webhooks.add(opened, house, url=url, language="de", author=AUTHOR)


def more(settings: Settings, engine: Engine, embedder: Embedder, folder: Path) -> None:
    """Bring the other half into the live index; nobody has judged it yet."""
    imported(settings, folder, LINES[1::2], dataset="second")
    update.update(settings, engine, embedder, Silent())


def copied(settings: Settings, home: Path) -> Settings:
    """Return settings of a home with a copy of the store, for the same index."""
    home.mkdir()
    for name in ("store.sqlite", "secret_key"):
        if (settings.home / name).exists():
            shutil.copy(settings.home / name, home / name)
    return dataclasses.replace(settings, home=home)


def told(settings: Settings) -> list[tuple[int, str, str]]:
    """Return all alerts, in order."""
    with store.opened(settings) as opened:
        house = store.houses.named(opened, "ihk")
        return sorted(
            (watch.id, alert.thing, alert.content)
            for watch in store.watches.of(opened, house)
            for alert in store.alerts.of(opened, watch.id, 10_000)
        )


@cache
def loaded(name: str) -> Embedder:
    """Return the model, once in a process."""
    return embedding.load(name)


def work(settings: Settings, certificate: Certificate) -> None:
    """Judge what is new and post what followed."""
    engine = Engine.connect(settings, str(settings.opensearch_url))
    embedder = loaded(settings.embedding)
    judge(settings, engine, embedder)
    with store.opened(settings) as opened:
        deliveries.queue(opened)
        points.reached("webhooks queued")
        searcher = Searcher(engine, embedder)
        posting = Posting(
            store=opened,
            searcher=searcher,
            words=Posts(settings, searcher),
            key=keys.webhooks_key(settings),
            sender=sender(certificate),
        )
        posting.run(webhooks.active(opened), Silent())
    engine.close()


def killed_at(settings: Settings, certificate: Certificate, point: str) -> None:
    """Work in a process of its own that kills itself at ``point``; fail where it ends by itself."""
    process = _PROCESSES.Process(target=_work_until, args=(settings, certificate, point))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"{point} was not reached"


def _work_until(settings: Settings, certificate: Certificate, point: str) -> None:
    def killing(reached: str) -> None:
        if reached == point:
            os.kill(os.getpid(), signal.SIGKILL)

    points.watch(killing)
    work(settings, certificate)
