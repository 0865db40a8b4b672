"""Signed addresses: whoever has the mail may do what they say, and nothing else."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from flask import current_app, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from core.errors import NotFound
from operations.mail import journal
from search_app import links
from store.alerts import Alert
from store.users import User
from store.watches import Watch

KEY = "PARTNERNET_LINKS_KEY"
"""Name in the application's configuration of the key that signs."""
T = TypeVar("T")
_ANSWERED_FOR = 100 * 24 * 3600
"""Seconds in which an alert can be answered: as long as changes are kept (store.alerts)."""


class Answer(msgspec.Struct, frozen=True):
    """Whose answer to which alert an address takes."""

    user: int
    alert: int
    about: str
    """Line of the journal: another alert that got this id after an older backup is not meant."""


class Ended(msgspec.Struct, frozen=True):
    """Which mails of whom an address ends."""

    user: int
    watches: tuple[int, ...]


def verdict(user: User, watch: Watch, alert: Alert, said: str) -> str:
    """Return the address at which ``user`` answers ``alert``."""
    told = Answer(user.id, alert.id, journal.line(user.email, watch, alert))
    path = url_for("from_mail.verdict", token=_signed("verdict", told), said=said)
    return links.to_send(path)


def unsubscribe(user: User, watches: Sequence[int]) -> str:
    """Return the address of the page on which ``user`` ends the mails of ``watches``."""
    return links.to_send(url_for("from_mail.unsubscribe", token=_ended(user, watches)))


def one_click(user: User, watches: Sequence[int]) -> str:
    """Return the address to which a mail program posts to end them (RFC 8058)."""
    return links.to_send(url_for("from_mail.one_click", token=_ended(user, watches)))


def answer_of(token: str) -> Answer:
    """Return what an address of an answer says. Raises NotFound for one that is forged or old."""
    return _read("verdict", token, Answer, _ANSWERED_FOR)


def ended_of(token: str) -> Ended:
    """Return what an address that ends mails says; it holds for ever. Raises NotFound."""
    return _read("unsubscribe", token, Ended, None)


def _ended(user: User, watches: Sequence[int]) -> str:
    return _signed("unsubscribe", Ended(user.id, tuple(watches)))


def _signed(purpose: str, told: msgspec.Struct) -> str:
    return str(_serializer(purpose).dumps(msgspec.to_builtins(told)))


def _read(purpose: str, token: str, kind: type[T], seconds: int | None) -> T:
    try:
        return msgspec.convert(_serializer(purpose).loads(token, max_age=seconds), kind)
    except (BadData, msgspec.ValidationError):
        raise NotFound("This link is not complete, or too old.") from None


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config[KEY], salt=purpose)
