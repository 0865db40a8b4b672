"""How a hand mistypes a word: one letter too many, too few, another one, or two changed over."""

import random
import re

SHORTEST = 4
"""Letters; what is wrong in a shorter word makes another one of it."""

_WORD = re.compile(r"[^\W\d_]+")
_ROWS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
"""The keyboard of both countries (QWERTZ); accents are typed on other keys."""


def mistyped(text: str, rng: random.Random) -> str | None:
    """Return ``text`` with one typing error in one of its words, None where all are too short.

    Which word, which place in it and which of the four errors is drawn; the first letter is hit as
    often as any other. The result differs from ``text`` in more than case.
    """
    words = [match for match in _WORD.finditer(text) if len(match.group()) >= SHORTEST]
    if not words:
        return None
    word = rng.choice(words)
    error = rng.choice((_inserted, _deleted, _substituted, _transposed))
    wrong = error(word.group(), rng)
    return text[: word.start()] + wrong + text[word.end() :]


def _inserted(word: str, rng: random.Random) -> str:
    """The key beside the one that was meant is hit, too; or the same one twice."""
    at = rng.randrange(len(word))
    return word[: at + 1] + rng.choice((word[at].lower(), _beside(word[at], rng))) + word[at + 1 :]


def _deleted(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _substituted(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    wrong = _beside(word[at], rng)
    return word[:at] + (wrong.upper() if word[at].isupper() else wrong) + word[at + 1 :]


def _transposed(word: str, rng: random.Random) -> str:
    """Two different letters beside each other; a word of one letter has none, and loses one."""
    places = [at for at in range(len(word) - 1) if word[at].lower() != word[at + 1].lower()]
    if not places:
        return _deleted(word, rng)
    at = rng.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _beside(letter: str, rng: random.Random) -> str:
    """Return a letter whose key is beside that of ``letter``; any for one without a key (ř)."""
    for row in _ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            return rng.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])
    return rng.choice("".join(_ROWS))
