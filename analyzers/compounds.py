"""German compounds: their parts by the same list that the engine's chain splits with.

``python -m analyzers.compounds`` makes the list anew.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from analyzers import glossary, overlay
from analyzers.compound_list import Exceptions, derive
from analyzers.segments import segment
from analyzers.spelling import normalise
from analyzers.words import stop_words
from core.files import replacing
from core.strict import parse

__all__ = ["normalise", "parts", "split"]

LIST = "compound_parts_de.txt"
SIMPLE = "compound_words_de.txt"
EXCEPTIONS = "compound_exceptions_de.yaml"
_TITLES = (
    "nace/nace_rev21_de_cs_en.csv",
    "nace/wz2008_de.csv",
    "nace/wz2025_de.csv",
    "cpv/cpv2008_de_cs_en.csv",
)
_VERBS = "verbs: "
_DEVERBAL = ("en", "er", "erei", "ung", "ungs")
_HEAD = """\
# Parts of German compounds, normalised as the chain german_parts does before it splits. Made by
# "python -m analyzers.compounds" from the German titles of NACE Rev. 2.1, WZ 2008, WZ 2025 and
# CPV 2008 (sources and licences: taxonomy/data), the glossary, the trades of the demo and
# compound_words_de.txt.
"""


@overlay.cached("compound_part", maxsize=overlay.AT_ONCE)
def parts() -> frozenset[str]:
    """Return the normalised parts that the engine splits with."""
    return overlay.current().words("compound_part", "de").of(of_file())


@cache
def of_file() -> frozenset[str]:
    """Return the normalised parts of the list that was made by rule."""
    return frozenset(_words(LIST))


@overlay.cached("compound_part", maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """Return the normalised parts of a compound, at least two, or none.

    ``Werkzeugmaschinenbau`` gives ``werkzeug, maschine, bau``.
    """
    return segment(normalise(word), parts())


def make() -> list[str]:
    """Return the list as it follows from titles, glossary and exceptions."""
    exceptions = parse(_data(EXCEPTIONS), EXCEPTIONS, Exceptions)
    return derive(texts(), _simple(), exceptions, stop_words("de"))


def _data(name: str) -> str:
    return files("analyzers").joinpath("data", name).read_text(encoding="utf-8")


def _words(name: str) -> list[str]:
    lines = _data(name).splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _simple() -> Iterator[str]:
    """Yield the simple words, and for a line of verbal stems the nouns made from them too."""
    for line in _data(SIMPLE).splitlines():
        if line.startswith("#"):
            continue
        for word in line.removeprefix(_VERBS).split():
            yield word
            if line.startswith(_VERBS):
                stem = word[:-2] + "l" if word.endswith("el") else word.removesuffix("e")
                yield from (stem + ending for ending in _DEVERBAL)


def texts() -> Iterator[str]:
    """Yield the German texts that the list is made from: titles, glossary and the demo's trades.

    The demo is read as data: its trades are running text about firms that may be passed on.
    """
    for name in _TITLES:
        with files("taxonomy").joinpath("data", name).open(encoding="utf-8") as file:
            yield from (row["de"] for row in csv.DictReader(file))
    for entry in glossary.entries():
        yield from entry.de
    for trade in sorted(files("demo").joinpath("trades").iterdir(), key=lambda trade: trade.name):
        yield from _german(yaml.safe_load(trade.read_text(encoding="utf-8")))


def _german(node: Any, language: str = "") -> Iterator[str]:
    """Yield the texts below the key ``de``."""
    if isinstance(node, str):
        yield from [node] if language == "de" else []
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _german(value, language or key)
    elif isinstance(node, list):
        for value in node:
            yield from _german(value, language)


if __name__ == "__main__":
    made = make()
    with replacing(Path(__file__).parent / "data" / LIST) as target:
        target.write((_HEAD + "\n".join(made) + "\n").encode())
    print(f"{LIST}: {len(made)} parts")
