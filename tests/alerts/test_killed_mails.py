"""Mailing, killed at named points, seen at a real mail server: no alert lost, none mailed twice."""

import dataclasses
import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

import store
from core import points
from core.progress import Silent
from core.settings import Settings
from engine.client import Engine
from matching.search import Searcher
from operations.alerts import digests, judge, saving
from operations.mail.journal import Journal
from operations.mail.letters import Item, Letter
from operations.mail.message import sender_of
from operations.mail.sending import Sending
from operations.mail.server import connected, server_of
from store import mails, members
from store.houses import House
from store.users import User
from tests.alerts.reporting import AUTHOR, SEARCHES, copied, half_live, loaded, more

pytestmark = pytest.mark.engine

_PROCESSES = multiprocessing.get_context("forkserver")

POINTS = (
    "mail composed",
    "mail queued",
    "mail claimed",
    "mail written",
    "mail taken",
    "mail in the journal",
    "mail noted",
)
STAFF = ("anna@example.org", "eva@example.org")
SENT_AGAIN = ("mail taken",)
"""Where the server has it and nobody noted it: it comes once more, as the same message."""


class Plain:
    """Words mails as one line for each alert."""

    def alerts(self, user: User, house: House, items: Sequence[Item], more: int) -> Letter:
        lines = [f"{w.id} {alert.thing}" for item in items for w, alert in item.reported]
        return Letter(subject=f"{house.name} {user.email} {more}", text="\n".join(lines), html="")

    def invitation(self, user: User, secret: str) -> Letter:
        raise NotImplementedError

    def test(self, user: User) -> Letter:
        raise NotImplementedError


class Inbox(Handler):
    """Keeps what comes to ``port``."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.came: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.came.append(message)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        inbox = Inbox(free.getsockname()[1])
    controller = Controller(inbox, hostname="127.0.0.1", port=inbox.port)
    controller.start()
    yield inbox
    controller.stop()


@pytest.fixture(scope="module")
def reported(
    node_settings: Settings, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """A home with alerts for two people that no mail has told yet; copied, never worked on."""
    folder = tmp_path_factory.mktemp("reported")
    own = dataclasses.replace(
        node_settings, home=folder / "home", store_url=None, mail_from="P <p@example.org>"
    )
    own.home.mkdir()
    model = loaded(own.embedding)
    half_live(own, engine, model, folder)
    with store.opened(own) as opened:
        house = store.houses.named(opened, "ihk")
        for email in STAFF:
            person = members.add(
                opened, house, email=email, name="", language="de", role="manager", author=AUTHOR
            )
            for request in SEARCHES[:3]:
                saving.save(
                    opened, house, email, request, owner=person.id, rhythm="at once", author=AUTHOR
                )
    more(own, engine, model, folder)
    judge(own, engine, model)
    return own


def mail(settings: Settings, port: int) -> None:
    """Compose and send what is due."""
    engine = Engine.connect(settings, str(settings.opensearch_url))
    server = server_of(dataclasses.replace(settings, smtp_url=f"smtp://127.0.0.1:{port}"))
    assert server
    with store.opened(settings) as opened, connected(server) as connection:
        digests.compose(opened)
        Sending(
            store=opened,
            searcher=Searcher(engine, loaded(settings.embedding)),
            letters=Plain(),
            journal=Journal(settings),
            sender=sender_of(settings),
            connection=connection,
        ).run(Silent())
    engine.close()


def mail_until(settings: Settings, port: int, point: str) -> None:
    """Do the same, and end this process at ``point``; what it claimed is due again at once."""
    mails.CLAIMED_FOR = timedelta(0)

    def killing(reached: str) -> None:
        if reached == point:
            os.kill(os.getpid(), signal.SIGKILL)

    points.watch(killing)
    mail(settings, port)


@pytest.mark.parametrize("point", POINTS)
def test_mails_of_killed_work_tell_each_alert_once(
    reported: Settings, inbox: Inbox, tmp_path: Path, point: str
) -> None:
    own = copied(reported, tmp_path / "home")
    process = _PROCESSES.Process(target=mail_until, args=(own, inbox.port, point))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"{point} was not reached"
    mail(own, inbox.port)
    mail(own, inbox.port)

    by_id = {one["Message-ID"]: _lines(one) for one in inbox.came}
    assert len(inbox.came) - len(by_id) == (1 if point in SENT_AGAIN else 0)
    told = [line for lines in by_id.values() for line in lines]
    assert len(told) == len(set(told))
    assert sorted(told) == _wanted(own)
    assert {one["To"] for one in inbox.came} == set(STAFF)


def _lines(message: Message) -> list[str]:
    part = message.get_payload()[0]
    return part.get_payload(decode=True).decode().splitlines()


def _wanted(settings: Settings) -> list[str]:
    with store.opened(settings) as opened:
        house = store.houses.named(opened, "ihk")
        return sorted(
            f"{watch.id} {alert.thing}"
            for watch in store.watches.of(opened, house)
            if watch.owner
            for alert in store.alerts.of(opened, watch.id, 1_000)
        )
