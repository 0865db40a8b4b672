"""Reads compounds_de.tsv, and judges a split by it; ``python -m tests.golden.compounds`` prints how
words are split that stand in no text that the list of parts is made from."""

from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from analyzers import compounds
from analyzers.compound_list import engine_parts, vocabulary
from analyzers.segments import ENDINGS, LINKS
from analyzers.spelling import normalise

GROUPS = ("first", "second", "held out", "third", "last")

_ADDED = {*LINKS, *ENDINGS}
"""What a part may bear or lack: Prothese, Prothesen; Steuerung, Steuerungs."""


class Golden(NamedTuple):
    """A word and the ways to split it that are right; one empty way for no compound."""

    group: str
    word: str
    ways: tuple[tuple[str, ...], ...]


def unseen() -> list[Golden]:
    """Return the words that are in none of the texts that the list of parts is made from."""
    seen = vocabulary(compounds.texts()).all
    return [golden for golden in read() if normalise(golden.word) not in seen]


def read() -> list[Golden]:
    lines = (Path(__file__).parent / "compounds_de.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [
        Golden(group, word, tuple(tuple(way.split()) for way in "".join(parts).split(" / ")))
        for group, word, *parts in rows
    ]


def is_right(golden: Golden, parts: Iterable[str]) -> bool:
    """Tell whether ``parts``, as words or as stems, are one of the right ways."""
    found = tuple(parts)
    return any(
        len(way) == len(found) and all(starmap(_same, zip(way, found, strict=True)))
        for way in golden.ways
    )


def _same(one: str, other: str) -> bool:
    short, long = sorted((normalise(one), normalise(other)), key=len)
    return long.startswith(short) and long.removeprefix(short) in _ADDED


def _table() -> Iterator[str]:
    """Yield for each group how many words were not in the texts, and how they are split."""
    yield "group      words  split  engine"
    words = unseen()
    for name in (*GROUPS, "all"):
        group = [golden for golden in words if name in (golden.group, "all")]
        split = sum(is_right(golden, compounds.split(golden.word)) for golden in group)
        engine = sum(is_right(golden, _engine_split(golden.word)) for golden in group)
        yield f"{name:9} {len(group):6}  {split / len(group):.3f}  {engine / len(group):.3f}"


def _engine_split(word: str) -> tuple[str, ...]:
    normal = normalise(word)
    found = dict.fromkeys(engine_parts(normal, compounds.parts()))
    return tuple(part for part in found if part != normal)


if __name__ == "__main__":
    for line in _table():
        print(line)
