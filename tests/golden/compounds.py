"""Reads compounds_de.tsv, and judges a split by it."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from analyzers.stems import stem


class Golden(NamedTuple):
    """A word and the ways to split it that are right, as stems; one empty way for no compound."""

    group: str
    word: str
    ways: tuple[tuple[str, ...], ...]


def read() -> list[Golden]:
    lines = (Path(__file__).parent / "compounds_de.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [
        Golden(group, word, tuple(_stems(way.split()) for way in "".join(parts).split(" / ")))
        for group, word, *parts in rows
    ]


def is_right(golden: Golden, parts: Iterable[str]) -> bool:
    """Tell whether ``parts`` are one of the right ways."""
    return _stems(parts) in golden.ways


def _stems(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem(part, "de") for part in parts)
