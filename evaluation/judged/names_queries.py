"""How people write the name of an organisation that they look for.

Each way is a pure function of an organisation, drawn from a seed of its own, so that the same
organisations give the same queries.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from core.records import Identifier
from evaluation.judged.names_known import Known
from evaluation.judged.names_typing import mistyped
from taxonomy import legalforms

IDENTIFIER = "identifier"
MISTYPED = "mistyped"

_CONNECTED = re.compile(r"(?i)\s(?:&|\+|und|u\.|a|and)\s")
"""Joins what stands before and after it, so that words beside it cannot change places."""
_RIVER = re.compile(r" (?:nad|pod|u|v|ve|na|an|a\.|i\.|bei|b\.|am|im) .*$")
"""What is mostly left out of the name of a place: Ústí for Ústí nad Labem."""
_ICO_LENGTH = 8


class Asked(NamedTuple):
    """What somebody types."""

    text: str
    name: str
    """The name that it stands for, with a place if that was typed; nothing for a number."""


Way = Callable[[Known, random.Random], Asked | None]
"""Returns None where an organisation cannot be asked for in this way."""


def _as_written(one: Known, _rng: random.Random) -> Asked:
    return Asked(one.name, one.name)


def _without_form(one: Known, _rng: random.Random) -> Asked | None:
    return Asked(one.stem, one.name) if one.stem != one.name else None


def _mistyped(one: Known, rng: random.Random) -> Asked | None:
    """With the legal form in half of them; the error can be in the form."""
    text = mistyped(rng.choice((one.stem, one.name)), rng)
    return Asked(text, one.name) if text else None


def _reordered(one: Known, rng: random.Random) -> Asked | None:
    """The last word first, or all words mixed where nothing connects two of them."""
    words = one.stem.split()
    if len(words) < 2:
        return None
    mixed = [words[-1], *words[:-1]]
    if not _CONNECTED.search(one.stem) and rng.random() < 0.5:
        rng.shuffle(mixed)
    return Asked(" ".join(mixed), one.name) if mixed != words else None


def _plain(one: Known, _rng: random.Random) -> Asked | None:
    """All in lower case without accents, with its legal form."""
    decomposed = unicodedata.normalize("NFKD", one.name.lower().replace("ß", "ss"))
    text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return Asked(text, one.name) if text != one.name else None


def _placed(language: str) -> Way:
    """Return the way that names the place in ``language``, where the name does not hold it."""

    def way(one: Known, rng: random.Random) -> Asked | None:
        place = one.places.get(language, "")
        typed = rng.choice((place, _RIVER.sub("", place)))
        if not place or {*one.key(place).split()} & {*one.key(one.stem).split()}:
            return None
        return Asked(f"{one.stem} {typed}", f"{one.stem} {place}")

    return way


def _former(one: Known, rng: random.Random) -> Asked | None:
    if not one.former_names:
        return None
    name = one.former_names[0]
    stem = legalforms.parse(name, one.country).stem
    return Asked(rng.choice((name, stem)), name)


def _number(one: Known, rng: random.Random) -> Asked | None:
    """One of its numbers, as it stands on letters, with blanks or without."""
    if not one.identifiers:
        return None
    return Asked(rng.choice(_spellings(rng.choice(one.identifiers))), "")


def _spellings(identifier: Identifier) -> list[str]:
    value = identifier.value
    if identifier.scheme == "ico" and len(value) == _ICO_LENGTH:
        return [value, f"{value[:3]} {value[3:5]} {value[5:]}", f"IČO {value}", f"IČO: {value}"]
    if identifier.scheme == "vat":
        return [value, f"{value[:2]} {value[2:]}"]
    if identifier.scheme == "hr":
        court, _, number = value.partition(" HR")
        return [value, f"Amtsgericht {value}", f"HR{number}, {court}"]
    return [value]


WAYS: Mapping[str, Way] = {
    "as written": _as_written,
    "without form": _without_form,
    MISTYPED: _mistyped,
    "reordered": _reordered,
    "plain": _plain,
    "place, German": _placed("de"),
    "place, Czech": _placed("cs"),
    "former name": _former,
    IDENTIFIER: _number,
}
"""By the name that the table of figures shows."""


def asked(one: Known, way: str) -> Asked | None:
    """Return how ``one`` is asked for in the way called ``way``, or None."""
    return WAYS[way](one, random.Random(f"{one.id}/{way}"))


def all_asked(one: Known) -> Iterator[tuple[str, Asked]]:
    """Yield each way in which ``one`` can be asked for."""
    for way in WAYS:
        found = asked(one, way)
        if found:
            yield way, found
