"""What the columns of an account may hold, checked before they are written."""

import re

from core.errors import BadRequest
from store import texts
from store.refusals import Refused, Why

LANGUAGES = ("de", "cs", "en")
"""Languages in which an account can be addressed: those of the pages."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
"""One at-sign and a dot behind it. Whether mail arrives, only mail can tell."""
_LONGEST_EMAIL = 254
"""Octets of an address that mail can carry (RFC 5321, 4.5.3.1.3, less the angle brackets)."""

_LONGEST_NAME = 200
"""Characters; longer than anybody is called, and still one line of a list."""


def address(email: str) -> str:
    """Return an e-mail address as accounts have it. Raises Refused where it is none."""
    found = email.strip().lower()
    if not _EMAIL.fullmatch(found) or len(found.encode()) > _LONGEST_EMAIL:
        raise Refused(
            Why.EMAIL, "That is no e-mail address; write it as name@example.org.", "email"
        )
    return texts.required(found, "email")


def name_of(name: str) -> str:
    """Return a name in one line; it may be empty. Raises Refused."""
    if not name.strip():
        return ""
    try:
        line = texts.required(name, "name")
    except BadRequest as error:
        raise Refused(Why.NAME, str(error), "name") from None
    if len(line) > _LONGEST_NAME:
        raise Refused(
            Why.NAME, f"The name is longer than {_LONGEST_NAME} characters; shorten it.", "name"
        )
    return line


def language_of(language: str) -> str:
    """Return a language of the pages. Raises Refused for any other."""
    if language not in LANGUAGES:
        raise Refused(Why.LANGUAGE, f"The language is one of {', '.join(LANGUAGES)}.", "language")
    return language


def role_of(role: str, among: tuple[str, ...]) -> str:
    """Return ``role`` where it is one of those that may be given here. Raises Refused."""
    if role not in among:
        raise Refused(Why.ROLE, f"The role is one of {', '.join(among)}.", "role")
    return role
