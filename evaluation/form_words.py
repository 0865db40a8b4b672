"""What counts as "the name contains a legal form", without any pattern of ours.

Three lists that others made, matched as plain sequences of words: names and abbreviations of ISO
20275 (data/elf_de_cz.csv), the abbreviations beside the Czech code list 56, and the spellings of
the library ``rigour``, as far as it files them with a form of one of the two countries.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from rigour.names import extract_org_types, replace_org_types_compare

from taxonomy import legalforms
from taxonomy.folding import fold

ELF = "elf_de_cz.csv"

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2
"""Letters of a list's entry that says anything by itself."""


def contained(name: str) -> tuple[str, ...]:
    """Return the spellings of a form of either country that ``name`` contains, by the lists."""
    words = _words(name)
    found = [
        " ".join(words[begin : begin + size])
        for begin in range(len(words))
        for size in range(1, _longest() + 1)
        if words[begin : begin + size] in _listed()
    ]
    return tuple(dict.fromkeys([*found, *_by_rigour(name)]))


def ends_with_form(name: str) -> bool:
    """Tell whether the last words of ``name`` are a form by the lists."""
    words = _words(name)
    if any(words[-size:] in _listed() for size in range(1, _longest() + 1)):
        return True
    last = fold(name)
    return any(last.endswith(fold(written)) for written in _by_rigour(name))


def filed_by_rigour(name: str) -> str:
    """Return the library's name for the form that it finds last in ``name``, or nothing."""
    low = name.casefold()
    found = [(low.rfind(written), compared) for written, compared in extract_org_types(low)]
    return max(found, default=(0, ""))[1]


def _by_rigour(name: str) -> Iterator[str]:
    for written, compared in extract_org_types(name.casefold()):
        if compared in _of_both_countries():
            yield written


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text))


@cache
def _elf() -> tuple[str, ...]:
    """Return all names and abbreviations of ISO 20275 for Germany and Czechia."""
    with files("evaluation").joinpath("data", ELF).open(encoding="utf-8") as file:
        return tuple(
            text
            for row in csv.DictReader(file)
            for text in (row["name"], *row["abbreviations"].split(";"))
            if len(text) >= _SHORTEST
        )


@cache
def _listed() -> frozenset[tuple[str, ...]]:
    czech = [form.abbreviation for form in legalforms.forms().values() if form.country == "CZ"]
    return frozenset(_words(text) for text in (*_elf(), *czech) if text)


@cache
def _longest() -> int:
    return max(map(len, _listed()))


@cache
def _of_both_countries() -> frozenset[str]:
    """Return the library's names for the forms that ISO 20275 has for the two countries."""
    return frozenset(
        replace_org_types_compare(text.casefold())
        for text in _elf()
        if extract_org_types(text.casefold())
    )
