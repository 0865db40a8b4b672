"""A mapping as it is proposed: columns, country, language, edition and separator with reasons."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzers.letters import letter_statistics
from core.records import Edition
from indexer.proposals import checks, choice, sample, synonyms
from indexer.proposals.choice import FITS, Certainty, Finding
from indexer.proposals.sample import Sample

_TEXTS = ("purpose", "products", "activities", "research_fields")
_SEVERAL = ("products", "activities", "research_fields", "sectors", "members", "former_names")
_SEPARATORS = ("|", "\n", ";", ",", "/")
"""Surest first: a comma is often a part of the text."""
_OFTEN = 0.2
"""Share of cells that must hold a separator: most firms name one or two products, some many."""
_MOST_LETTERS = 20_000
"""Characters of texts that tell the language; a tenth is enough for the statistics."""


class Told(NamedTuple):
    """A value of the mapping with what speaks for it."""

    value: str
    certainty: Certainty
    reason: str


class Proposal(NamedTuple):
    """All that a mapping needs, and what is left."""

    sample: Sample
    sheet: str | int | None
    country: Told
    language: Told
    edition: Told | None
    separator: Told | None
    findings: Sequence[Finding]
    kinds: Sequence[str]
    """Values of the column that tells what members are."""
    persons: Sequence[int]
    unread: Sequence[int]


def proposed(path: Path, sheet: str | int | None = None) -> Proposal:
    """Return what is proposed for a list. Raises WrongFile where it cannot be read."""
    known = synonyms.known()
    taken = sample.taken(path, sheet, known.all)
    found = choice.findings(taken, known)
    columns = {one.field: taken.values[one.column] for one in found}
    persons = choice.persons(taken, known)
    used = {*persons, *(one.column for one in found)}
    country = _country(columns)
    return Proposal(
        sample=taken,
        sheet=sheet,
        country=country,
        language=_language(columns, country),
        edition=_edition(taken, found),
        separator=_separator(columns),
        findings=found,
        kinds=sorted(set(columns.get("kind", ()))),
        persons=persons,
        unread=[at for at, name in enumerate(taken.names) if name and at not in used],
    )


def _country(columns: Mapping[str, Sequence[str]]) -> Told:
    if "ico" in columns:
        return Told("CZ", "sure", "members have an IČO")
    if any(field in columns for field in ("hr", "hr_number", "hr_court")):
        return Told("DE", "sure", "members have a number of the German register")
    codes = columns.get("postal_code", ())
    shares = checks.country_shares(codes)
    best = max(shares, key=lambda country: shares[country])
    if codes and shares[best] > 0:
        certainty: Certainty = "sure" if shares[best] >= FITS else "likely"
        return Told(best, certainty, f"{shares[best]:.0%} of the postal codes are of its region")
    names = columns.get("name", ())
    czech = sum(bool(re.search(r"[ěščřžůťďň]", name, re.IGNORECASE)) for name in names)
    return Told("CZ" if 2 * czech > len(names) else "DE", "doubtful", "by the letters of the names")


def _language(columns: Mapping[str, Sequence[str]], country: Told) -> Told:
    texts = " ".join(value for field in _TEXTS for value in columns.get(field, ()))
    if not texts:
        return Told(
            "cs" if country.value == "CZ" else "de", "likely", "the language of the country"
        )
    language = letter_statistics(texts[:_MOST_LETTERS])
    return Told(language, "sure", "by the letters of descriptions, products and activities")


def _edition(taken: Sample, found: Sequence[Finding]) -> Told | None:
    column = next((one.column for one in found if one.field == "sectors"), None)
    if column is None:
        return None
    shares = checks.edition_shares(taken.values[column])
    stated = _stated(taken.names[column])
    if stated:
        return Told(stated, "sure", f"the column says so; {shares[stated]:.0%} of its codes exist")
    german = "nace" not in taken.names[column].casefold()
    family = [edition for edition in checks.EDITIONS if edition.startswith("WZ") == german]
    best, other = sorted(family, key=lambda edition: shares[edition], reverse=True)
    said = f"{best} has {shares[best]:.0%} of the codes, {other} {shares[other]:.0%}"
    return Told(best, "likely" if shares[best] - shares[other] > 1 - FITS else "doubtful", said)


def _stated(name: str) -> Edition | None:
    """Return the edition that a column names itself after."""
    year = re.search(r"20(?:08|25)|2\.1|rev\.?\s?2\b", name.casefold())
    if year is None:
        return None
    new = year[0] in ("2025", "2.1")
    if "wz" in name.casefold():
        return "WZ2025" if new else "WZ2008"
    return "NACE2.1" if new else "NACE2"


def _separator(columns: Mapping[str, Sequence[str]]) -> Told | None:
    cells = [value for field in _SEVERAL for value in columns.get(field, ())]
    counts = Counter(sign for cell in cells for sign in _SEPARATORS if sign in cell)
    for sign in _SEPARATORS:
        if cells and counts[sign] >= _OFTEN * len(cells):
            certainty: Certainty = "likely" if sign in ("|", "\n", ";") else "doubtful"
            return Told(sign, certainty, f"in {counts[sign] / len(cells):.0%} of the cells")
    return None
