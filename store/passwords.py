"""Passwords: which ones are taken, and how they are kept.

The rules are those of NIST SP 800-63B, 5.1.1.2: length, and nothing about kinds of characters. What
anybody would try first of an account is refused: passwords that are frequent
(``common_passwords.txt``), the person's own name and address, the service's name, and one sign or
row of signs again and again.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from store.refusals import Refused, Why

SHORTEST = 12
"""Characters. NIST asks for 8, and for 15 where nothing else is asked (Rev. 4); 12 is what a person
still types, with the throttle of :mod:`store.logins` before it."""
LONGEST = 200
"""Characters; NIST wants at least 64 to be taken. It bounds the work that a request can ask for."""
_FEWEST_KINDS = 5
"""Different characters at least: a row such as 121212121212 has two, any sentence has more."""
_SHORTEST_WORD = 4
"""Characters of a name that are looked for; shorter ones, such as Jan, stand in many words."""
_SERVICE = "partnernet"
_COMMON_FILE = Path(__file__).with_name("common_passwords.txt")

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
"""Argon2id with 64 MiB, 3 passes, 4 lanes: the second choice of RFC 9106, section 4, for machines
where 2 GiB for each log-in are too much. About 0.2 s on two cores."""


def hashed(password: str) -> str:
    """Return the hash of a password, with its salt and parameters in it."""
    return _HASHER.hash(_normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Return whether ``kept`` is a hash of ``password``; the same work where there is none."""
    try:
        right = _HASHER.verify(_nobodys() if kept is None else kept, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def outdated(kept: str) -> bool:
    """Return whether ``kept`` was made with other parameters than those of now."""
    return _HASHER.check_needs_rehash(kept)


def check(password: str, *, email: str, name: str) -> None:
    """Raise Refused where a new password is too short, too long, or the first thing to be tried."""
    text = _normal(password)
    if len(text) < SHORTEST:
        raise _refused(Why.SHORT, f"The password must have at least {SHORTEST} characters.")
    if len(text) > LONGEST:
        raise _refused(Why.LONG, f"The password may have at most {LONGEST} characters.")
    if len(set(text)) < _FEWEST_KINDS or _is_row(text):
        raise _refused(
            Why.MONOTONOUS, "The password repeats a few characters; take several words instead."
        )
    if text.casefold() in _common():
        raise _refused(
            Why.COMMON, "The password is one that many people have; take several words instead."
        )
    if any(word in text.casefold() for word in _words(email, name)):
        raise _refused(
            Why.GUESSABLE,
            "The password holds the name or address of the account or of the service; take others.",
        )


def _refused(why: Why, sentence: str) -> Refused:
    return Refused(why, sentence, "password")


def _normal(password: str) -> str:
    """Return what is hashed: the same for one password however a keyboard composes it."""
    return unicodedata.normalize("NFKC", password)


def _is_row(text: str) -> bool:
    """Return whether each character follows on the one before it: abcdefghijkl, 987654321098."""
    steps = {(ord(then) - ord(now)) % 10 for now, then in pairwise(text)}
    return steps in ({1}, {9})


def _words(email: str, name: str) -> set[str]:
    words = re.split(r"[\W_]+", f"{email} {name}".casefold())
    return {_SERVICE, *(word for word in words if len(word) >= _SHORTEST_WORD)}


@cache
def _common() -> frozenset[str]:
    """Passwords that are tried before all others, in lower case; read once."""
    lines = _COMMON_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if not line.startswith("#"))


@cache
def _nobodys() -> str:
    """A hash that no password is compared with to any effect; made once."""
    return hashed("nobody")
