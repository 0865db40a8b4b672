"""Official titles as corpora: imported like any catalogue, and without their codes."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.judged.types import Corpus, Delivery
from taxonomy import cpv, nace

COUNTRIES = {"de": "DE", "cs": "CZ"}
"""Languages that are judged, and where their documents are said to come from."""
_FIVE_DIGITS = "000"
"""How CPV codes end that name no more than a category."""


@dataclass(frozen=True)
class CodeList:
    """A list of codes whose titles are asked for."""

    name: str
    """As the table shows it."""
    column: str
    """Of the keywords: the prefixes that satisfy the buyer."""
    codes: Sequence[str]
    titles: Mapping[str, Mapping[str, str]]
    """By code, then by language."""

    def under(self, prefixes: Iterable[str], language: str) -> frozenset[str]:
        """Return the ids of the titles whose code starts with one of ``prefixes``."""
        starts = tuple(prefixes)
        return frozenset(
            _id(self.titles[code][language]) for code in self.codes if code.startswith(starts)
        )

    def corpus(self, language: str) -> Corpus:
        """Return the corpus of all titles in ``language``."""
        return Corpus(
            name=f"{self.column}-{language}",
            write=partial(_write, self, language),
            texts=partial(_texts, self, language),
            language=language,
        )


def code_lists() -> tuple[CodeList, ...]:
    """Return the classes of NACE Rev. 2.1 and the CPV to five digits."""
    categories = [code for code in cpv.all_codes() if code.endswith(_FIVE_DIGITS)]
    return (
        CodeList("NACE", "nace", nace.all_classes(), _titles(nace.all_classes(), nace.title)),
        CodeList("CPV", "cpv", categories, _titles(categories, cpv.title)),
    )


def write_catalogue(
    lines: Iterable[Mapping[str, Any]], dataset: str, folder: Path
) -> list[Delivery]:
    """Write ``lines`` as a catalogue (docs/sources.md) to ``folder`` and return its delivery."""
    file = folder / f"{dataset}.jsonl"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")
    return [Delivery(dataset=dataset, format="catalogue", files=(file,))]


def _titles(codes: Sequence[str], title: Any) -> Mapping[str, Mapping[str, str]]:
    return {code: {language: title(code, language) for language in COUNTRIES} for code in codes}


def _write(codes: CodeList, language: str, folder: Path) -> list[Delivery]:
    lines = (
        {
            "type": "offer",
            "id": id_,
            "language": language,
            "country": COUNTRIES[language],
            "title": title,
        }
        for id_, title in _texts(codes, language).items()
    )
    return write_catalogue(lines, "titles", folder)


def _texts(codes: CodeList, language: str) -> dict[str, str]:
    return {_id(titles[language]): titles[language] for titles in codes.titles.values()}


def _id(title: str) -> str:
    """Return the id of a title. It does not tell the code; two codes of one title share it."""
    return f"title-{hashlib.blake2b(title.encode(), digest_size=6).hexdigest()}"
