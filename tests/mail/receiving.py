"""A real SMTP server that keeps what it gets, and a house whose staff are mailed."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask.testing import FlaskClient

from core.progress import Silent
from core.settings import Settings
from matching.search import Searcher
from operations.mail import journal, sending
from operations.mail import message as messages
from operations.mail.journal import Journal
from operations.mail.message import sender_of
from operations.mail.sending import Sending
from operations.mail.server import connected, server_of
from search_app.mails import MailLetters
from store import Store, alerts, houses, mails, members, standings, untold, watches
from store.alerts import Fit, Thing
from store.houses import House
from store.users import User
from store.watches import Watch
from tests.app.page import read
from tests.app.scripted import Scripted

AUTHOR = "clerk@example.org"
_CLOCKED: tuple[ModuleType, ...] = (
    alerts,
    journal,
    mails,
    messages,
    sending,
    standings,
    untold,
    watches,
)


@dataclass
class Inbox:
    """What arrived, and what the server answers."""

    got: list[EmailMessage] = field(default_factory=list)
    recipient: str = ""
    """Answer to a recipient instead of taking the mail."""
    data: str = ""
    """Answer to a message instead of taking it."""
    url: str = ""

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.recipient:
            return self.recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.data:
            return self.data
        content = envelope.content
        assert isinstance(content, bytes)
        told = message_from_bytes(content, policy=policy.default)
        assert isinstance(told, EmailMessage)
        self.got.append(told)
        return "250 OK"


@contextmanager
def inbox(**options: Any) -> Iterator[Inbox]:
    """Yield a server on loopback, until the end of the block."""
    kept = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port, **options)
    controller.start()
    kept.url = f"smtp://127.0.0.1:{port}"
    try:
        yield kept
    finally:
        controller.stop()


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, digests: ModuleType) -> None:
        self.moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        for module in (*_CLOCKED, digests):
            monkeypatch.setattr(module, "now", lambda: self.moment)

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)


def settings_of(folder: Path, url: str) -> Settings:
    own = {
        "PARTNERNET_HOME": str(folder),
        "PARTNERNET_ADDRESS": "https://partner.example.org",
        "PARTNERNET_SMTP_URL": url,
        "PARTNERNET_MAIL_FROM": "PartnerNet <partnernet@example.org>",
    }
    return Settings.from_environment(own)


def house(opened: Store, key: str = "ihk-chemnitz") -> House:
    return houses.add(opened, key=key, name=key.upper(), author=AUTHOR)


def somebody(
    opened: Store, of: House, email: str = "eva@example.org", language: str = "de"
) -> User:
    return members.add(
        opened, of, email=email, name="", language=language, role="member", author=AUTHOR
    )


def watch(opened: Store, of: House, owner: User, name: str = "Drehteile", **told: Any) -> Watch:
    values = {"rhythm": "at once", "request": {"text": name, "language": "de"}, **told}
    return watches.add(
        opened,
        of,
        name=name,
        collection="organisations",
        owner=owner.id,
        author=AUTHOR,
        **values,
    )


def report(opened: Store, *watched: Watch, thing: str = "cz-26168681", content: str = "a") -> None:
    """Let the watches report a thing."""
    fit = Fit(
        thing=Thing(id=thing, hash=content, content=content),
        watches=frozenset(one.id for one in watched),
    )
    assert alerts.note(opened, watched[0].collection, [fit]) == len(watched)


def send(opened: Store, settings: Settings, searcher: Scripted | Searcher) -> dict[str, int]:
    """Send what is due, as the job does."""
    server = server_of(settings)
    assert server is not None
    with connected(server) as connection:
        sending_ = Sending(
            store=opened,
            searcher=searcher,
            letters=MailLetters(settings, searcher),
            journal=Journal(settings),
            sender=sender_of(settings),
            connection=connection,
        )
        return dict(sending_.run(Silent()))


def text_of(told: EmailMessage, kind: str = "plain") -> str:
    part = told.get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content())


def form_of(client: FlaskClient, path: str) -> dict[str, str]:
    """Return the hidden fields of the form on a page."""
    found = read(client.get(path).text).all("input", type="hidden")
    return {one.attributes["name"]: one.attributes["value"] for one in found}
