"""Texts whose NACE divisions are known, for measuring what is inferred from texts.

``titles``    five-digit titles of WZ 2025 and titles of WZ 2008 below the group that are no title
              of NACE Rev. 2.1: by the German statistical office, who says where each belongs.
``trades``    trades of the annexes of the Czech Trade Licensing Act 455/1991, which is how Czech
              firms register what they do; divisions judged by hand (data/czech_trades.tsv).
``crafts``    crafts of the German Crafts Code (Handwerksordnung, annexes A and B), named by those
              who exercise them; divisions judged by hand (data/german_crafts.tsv). Reported as a
              whole: neither weights nor confidences were chosen with them.
``keywords``  of the trade, in three languages (data/trade_keywords.tsv). Judged by those who wrote
              the glossary, which knows nearly all of them: says that nothing is broken, no more.
``demo``      invented firms, texts and sectors by the same hands.
"""

import csv
import random
import re
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

import demo
from core.progress import Silent
from core.records import Edition, Organisation, Place
from core.settings import Settings
from indexer import imports
from taxonomy import nace, tables

_EDITIONS: dict[str, Edition] = {"nace/wz2025_de.csv": "WZ2025", "nace/wz2008_de.csv": "WZ2008"}
_COUNTRIES = {"de": "DE", "cs": "CZ", "en": "DE"}
_FIRMS = 1000
"""Of the demo, of which those are taken that have both."""
_MOST_OF_DEMO = 300


class Case(msgspec.Struct, frozen=True):
    """An organisation without sectors, and the codes that it has."""

    set: str
    organisation: Organisation
    divisions: frozenset[str]
    classes: frozenset[str]
    """Empty where only divisions were judged."""
    reported: bool
    """True for the half that figures are told of; the other half calibrates."""

    @property
    def language(self) -> str:
        """Language of its texts."""
        return self.organisation.language


def cases() -> list[Case]:
    """Return all cases in a fixed order."""
    return [*_titles(), *_trades(), *_crafts(), *_keywords(), *_demo()]


def _titles() -> Iterator[Case]:
    known = {_plain(nace.title(code, "de")) for code in nace.all_codes()}
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, edition in _EDITIONS.items():
        for row in tables.rows(name, ("code", "level", "parent", "de")):
            targets, _ = nace.to_rev21(row["code"], edition)
            plain = _plain(row["de"])
            if int(row["level"]) > _GROUP and plain not in known and targets:
                found.setdefault(plain, (row["de"], targets))
    for text, targets in found.values():
        yield _case("titles", text, "de", targets)


def _trades() -> Iterator[Case]:
    for row in _rows("czech_trades.tsv"):
        yield _case("trades", row["text"], "cs", row["divisions"].split())


def _crafts() -> Iterator[Case]:
    for row in _rows("german_crafts.tsv"):
        case = _case("crafts", row["text"], "de", row["divisions"].split())
        yield msgspec.structs.replace(case, reported=True)


def _keywords() -> Iterator[Case]:
    for row in _rows("trade_keywords.tsv"):
        for language in nace.LANGUAGES:
            yield _case("keywords", row[language], language, row["nace"].split())


def _demo() -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"PARTNERNET_HOME": f"{folder}/home"})
        for source in demo.write(Path(folder) / "files", _FIRMS).sources:
            imports.run(
                source.format,
                source.files,
                settings,
                Silent(),
                dataset=source.dataset,
                mapping=source.mapping,
                legal_basis=source.legal_basis,
                demo=True,
            )
        both = [
            record
            for record in imports.records(settings)
            if isinstance(record, Organisation)
            and record.sectors
            and (record.purpose or record.products or record.activities)
        ]
    both.sort(key=lambda one: one.id)
    for record in random.Random(1).sample(both, min(len(both), _MOST_OF_DEMO)):
        codes = [sector.code for sector in record.sectors]
        yield _case_of("demo", msgspec.structs.replace(record, sectors=()), codes)


def _case(name: str, text: str, language: str, codes: list[str] | tuple[str, ...]) -> Case:
    country = _COUNTRIES[language]
    organisation = Organisation(
        id=text,
        name="",
        language=language,
        country=country,
        place=Place(country=country),
        purpose=text,
        provenance=(),
    )
    return _case_of(name, organisation, codes)


def _case_of(name: str, organisation: Organisation, codes: list[str] | tuple[str, ...]) -> Case:
    return Case(
        name,
        organisation,
        frozenset(code[:2] for code in codes),
        frozenset(code for code in codes if len(code) == len("25.53")),
        random.Random(organisation.id).random() < _REPORTED,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("evaluation").joinpath("data", name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


_GROUP = 3
"""Level of groups in the tables of WZ."""
_REPORTED = 0.5
