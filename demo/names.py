"""Invented names of firms, and their addresses on the web."""

import random
import re
import unicodedata
from collections.abc import Sequence

from demo.shapes import Form, Names

_LETTERS = "BDEFGKLMPRTVW"
"""No two or three of them stand for something that a firm would not be called."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class Namer:
    """Puts invented names together for one language."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._patterns = [pattern for _, pattern in names.patterns]
        self._weights = [weight for weight, _ in names.patterns]

    def draw(self, trade: str, town: str, rng: random.Random) -> str:
        """Return a name without legal form for a firm of ``trade`` (a word of it) in ``town``."""
        pattern = rng.choices(self._patterns, self._weights)[0]
        name = pattern.format(
            coined=self._two(self._names.coined, self._names.coinings, rng),
            surname=self._two(self._names.beginnings, self._names.endings, rng),
            other=self._two(self._names.beginnings, self._names.endings, rng),
            letters="".join(rng.sample(_LETTERS, rng.choice((2, 3)))),
            trade=trade,
            town=re.sub(r"/.*$| (?:a\. d\.|i\.d\.|b\.) .*$", "", town),
        )
        return name[0].upper() + name[1:]

    @staticmethod
    def _two(first: Sequence[str], second: Sequence[str], rng: random.Random) -> str:
        return rng.choice(first) + rng.choice(second)


def with_form(name: str, form: Form, rng: random.Random) -> str:
    """Return ``name`` with its legal form, with the comma that many Czech names have."""
    comma = bool(form.code) and rng.random() < 0.45
    return f"{name}{',' if comma else ''} {form.name}"


def website(name: str, number: str, country: str, rng: random.Random) -> str:
    """Return an address under ``.example``, a domain that nobody can own (RFC 2606).

    ``number`` keeps firms of one name apart.
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_GERMAN))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    digits = re.sub(r"\D", "", number)[-3:]
    ending = f"{country.lower()}.example"
    return f"https://www.{words}-{digits}.{ending}{rng.choice(('', '', '', '/'))}"
