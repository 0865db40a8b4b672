"""Everything in the foreground: node, data, index, web service; worker and schedule beside it.

What is there already is kept: a second start fetches, embeds and builds nothing. What was started
is stopped in reverse order.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from core import locks
from core.errors import PartnerNetError
from core.progress import Progress
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from operations import children, demo_data, first_account, indexing, service, web

_NOTHING_TO_SEARCH = (
    "There is no data yet, so every search is empty. Import a register with "
    "`partnernet data import FORMAT FILE`, then run `partnernet index rebuild`."
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the person asked for."""

    organisations: int
    """Size of the demo; 0 means no demo: what was imported is what there is."""
    seed: int
    host: str
    port: int


def run(
    settings: Settings,
    order: Order,
    create_app: service.CreateApp,
    progress: Progress,
    announce: Callable[[str], None],
) -> None:
    """Start all, ``announce`` the address once ``/readyz`` answers 200, and keep it running.

    Ends only by an exception: KeyboardInterrupt when asked to stop, PartnerNetError when a part
    cannot be started.
    """

    def announce_when_ready(address: str) -> None:
        web.wait_until_ready(address)
        announce(address)
        hint = first_account.hint(settings, address)
        if hint:
            progress.say(hint)

    with _only_one(settings), web.bind(order.host, order.port) as listener:
        demo_data.ensure_demo(settings, order.organisations, order.seed, progress)
        with service.backend(settings, progress) as back, children.stopped() as beside:
            _index(settings, back.url, progress)
            service.serve(settings, back, listener, create_app, announce_when_ready, beside.look)


def _index(settings: Settings, url: str, progress: Progress) -> None:
    """Bring the index to what lies there."""
    engine = Engine.connect(settings, url)
    embedder = embedding.load(settings.embedding)
    report = indexing.brought_up_to_date(settings, engine, embedder, progress)
    if report is None:
        progress.say("The index is up to date.")
    elif not report.documents:
        progress.say(_NOTHING_TO_SEARCH)


def _only_one(settings: Settings) -> AbstractContextManager[None]:
    refusal = PartnerNetError(
        f"PartnerNet is already running with {settings.home}; stop it first, or let "
        "PARTNERNET_HOME name another folder."
    )
    return locks.held(settings.home / "up.lock", refusal)
