"""Entries of a navigation: pages that people with a right are led to."""

from collections.abc import Callable, Iterable

import msgspec

from search_app.accounts import person
from store.roles import Right


class Entry(msgspec.Struct, frozen=True):
    """A page that the navigation leads to."""

    endpoint: str
    right: Right
    make_label: Callable[[], str]
    make_help: Callable[[], str] = str
    """What is found there, in a line of the overview."""

    @property
    def label(self) -> str:
        """What the link says, in the language of the page."""
        return self.make_label()

    @property
    def help(self) -> str:
        """What is found there, in the language of the page."""
        return self.make_help()


def shown(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of ``entries`` that the person who is logged in may see."""
    known = person()
    return tuple(one for one in entries if known and known.may(one.right))
