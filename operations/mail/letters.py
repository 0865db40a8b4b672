"""What a mail says: worded by the pages' part of the program, named by the command that works.

Rooms import downwards only, and catalogues lie above this one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from core.settings import Settings
from matching.answer import SearchAnswer
from matching.search import Searcher
from store.alerts import Alert
from store.houses import House
from store.users import User
from store.watches import Watch


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a mail."""

    subject: str
    text: str
    html: str
    unsubscribe: str | None = None
    """Address that ends such mails with one click (RFC 8058)."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A thing that is told, with all watches that reported it."""

    reported: Sequence[tuple[Watch, Alert]]
    """At least one; the first is the one that ``answer`` is of."""
    answer: SearchAnswer
    """With the thing as its one match."""


class Letters(Protocol):
    """Words mails."""

    def alerts(self, user: User, house: House, items: Sequence[Item], more: int) -> Letter:
        """Return the mail that tells ``items``; ``more`` were left for the page."""

    def invitation(self, user: User, secret: str) -> Letter:
        """Return the mail with the link by which somebody sets a password."""

    def test(self, user: User) -> Letter:
        """Return a mail that only shows that mails arrive."""


_makers: list[Callable[[Settings, Searcher | None], Letters]] = []


def write_with(make: Callable[[Settings, Searcher | None], Letters]) -> None:
    """Have mails of this process, and of those that it starts, worded by what ``make`` returns."""
    _makers[:] = [make]


def letters(settings: Settings, searcher: Searcher | None) -> Letters:
    """Return who words mails. Raises LookupError where nobody was named."""
    if not _makers:
        raise LookupError("Nobody was named who words mails; see commands/worker.py.")
    return _makers[0](settings, searcher)
