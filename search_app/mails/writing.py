"""Words mails, outside of a request: by the worker."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import msgspec
from apiflask import APIFlask
from flask import render_template, url_for

from core.settings import Settings
from operations.alerts.stored import request_of
from operations.mail.letters import Item, Letter
from search_app import cards, links, told
from search_app.cards import Card
from search_app.factory import create_app
from search_app.from_mail import addresses
from search_app.service import Searching
from search_app.texts import decimal, gettext, ngettext
from store.houses import House
from store.users import User

_NOWHERE = "http://127.0.0.1:9"
"""Nothing is asked there: discard (RFC 863)."""
_NAMED = 3
"""Saved searches that a subject names; of more it says how many."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A thing as a mail tells it."""

    card: Card
    is_changed: bool
    """It was there before, with another content."""
    reasons: tuple[str, ...]
    watches: tuple[str, ...]
    url: str
    useful: str
    """Address of the page on which it is said to be useful."""
    unfit: str


class MailLetters:
    """Words and addresses as the pages have them."""

    def __init__(self, settings: Settings, searcher: Searching | None) -> None:
        self._settings, self._searcher = settings, searcher

    def alerts(self, user: User, house: House, items: Sequence[Item], more: int) -> Letter:
        """Return the mail that tells ``items``."""
        with self._speaking(user):
            names = tuple(dict.fromkeys(w.name for item in items for w, _ in item.reported))
            return _letter(
                "alerts",
                subject=_subject(names, len(items) + more),
                one_click=addresses.one_click(user, _ids(items)),
                house=house,
                told=[_told(user, item) for item in items],
                more=more,
                watches_url=links.to_send(url_for("house.watches")),
                unsubscribe=addresses.unsubscribe(user, _ids(items)),
            )

    def invitation(self, user: User, secret: str) -> Letter:
        """Return the mail with the link by which somebody sets a password."""
        with self._speaking(user):
            return _letter(
                "invitation",
                subject=gettext("Your account at PartnerNet"),
                user=user,
                link=links.to_send(url_for("accounts.invitation", key=secret)),
            )

    def test(self, user: User) -> Letter:
        """Return a mail that only shows that mails arrive."""
        with self._speaking(user):
            return _letter("test", subject=gettext("PartnerNet: mails arrive"))

    @contextmanager
    def _speaking(self, user: User) -> Iterator[None]:
        with self._app.test_request_context(f"/{user.language}/"):
            yield

    @cached_property
    def _app(self) -> APIFlask:
        """The application, of which only words and addresses are used."""
        return create_app(self._settings, _NOWHERE, self._searcher)


def _letter(template: str, *, subject: str, one_click: str = "", **values: object) -> Letter:
    return Letter(
        subject=" ".join(subject.split()),
        text=render_template(f"mails/{template}.txt.jinja", subject=subject, **values),
        html=render_template(f"mails/{template}.html", subject=subject, **values),
        unsubscribe=one_click or None,
    )


def _subject(names: Sequence[str], count: int) -> str:
    things = ngettext("%(number)s new entry", "%(number)s new entries", count) % {
        "number": decimal(count)
    }
    if len(names) <= _NAMED:
        return f"{', '.join(names)}: {things}"
    of = ngettext("%(number)s saved search", "%(number)s saved searches", len(names))
    return f"{of % {'number': decimal(len(names))}}: {things}"


def _told(user: User, item: Item) -> Told:
    watch, alert = item.reported[0]
    (card,) = cards.cards(item.answer, request_of(watch))
    return Told(
        card=card,
        is_changed=bool(alert.changed),
        reasons=told.reasons(item.answer, watch),
        watches=tuple(dict.fromkeys(one.name for one, _ in item.reported)),
        url=links.to_send(card.address),
        useful=addresses.verdict(user, watch, alert, "useful"),
        unfit=addresses.verdict(user, watch, alert, "unfit"),
    )


def _ids(items: Sequence[Item]) -> list[int]:
    return sorted({watch.id for item in items for watch, _ in item.reported})
