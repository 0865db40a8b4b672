"""Real tender notices ask for those of the other language that buy the same."""

from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import msgspec

from evaluation.judged.titles import COUNTRIES, write_catalogue
from evaluation.judged.types import ASKED, Contents, Corpus, Delivery, Layer, Query
from matching.request import SearchRequest

FILE = "ted_notices_de_cs.jsonl"
_GROUP_DIGITS = 3
_LONGEST = 1900
"""Characters that ask; a query has at most 2,000."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A notice of FILE, as far as it is asked for and judged."""

    id: str
    lang: str
    country: str
    title: str
    lot_titles: list[str] = []
    descriptions: list[str] = []
    cpv_main: list[str] = []

    @property
    def language(self) -> str:
        """Language of its texts."""
        return self.lang.lower()

    @property
    def group(self) -> str | None:
        """First three digits of its main CPV code, None where it names no more than a division."""
        group = self.cpv_main[0][:_GROUP_DIGITS] if self.cpv_main else ""
        return group if group and not group.endswith("0") else None

    @property
    def asking(self) -> str:
        """What it asks for: title and descriptions, cut where a query has to end."""
        return ". ".join([self.title, *self.descriptions])[:_LONGEST]


@cache
def notices() -> tuple[Notice, ...]:
    """Return the notices whose code names more than a division."""
    lines = files("evaluation").joinpath("data", FILE).read_bytes().splitlines()
    read = (msgspec.json.decode(line, type=Notice) for line in lines)
    return tuple(notice for notice in read if notice.group)


def layer() -> Layer:
    """Return the layer of texts."""
    return Layer(
        name="texts",
        about="European tender notices ask for those of the other language; one is right when its "
        "main CPV code shares the first three digits. The index holds no codes.",
        corpora=[_corpus(language) for language in COUNTRIES],
        queries=_queries,
        few=True,
    )


def _corpus(language: str) -> Corpus:
    return Corpus(
        name=f"notices-{language}",
        write=partial(_write, language),
        texts=partial(_texts, language),
        language=language,
    )


def _in(language: str) -> list[Notice]:
    return [notice for notice in notices() if notice.language == language]


def _write(language: str, folder: Path) -> list[Delivery]:
    lines = (
        {
            "type": "request",
            "id": notice.id,
            "language": language,
            "country": notice.country,
            "title": notice.title,
            "text": [*notice.lot_titles, *notice.descriptions],
        }
        for notice in _in(language)
    )
    return write_catalogue(lines, "notices", folder)


def _texts(language: str) -> dict[str, str]:
    return {
        notice.id: ". ".join([notice.title, *notice.lot_titles, *notice.descriptions])
        for notice in _in(language)
    }


def _queries(_contents: Contents) -> Sequence[Query]:
    return [
        _query(notice, told, right)
        for asked, told in (("cs", "de"), ("de", "cs"))
        for notice in _in(asked)
        if (right := frozenset(o.id for o in _in(told) if o.group == notice.group))
    ]


def _query(notice: Notice, told: str, right: frozenset[str]) -> Query:
    return Query(
        id=notice.id,
        subject=notice.id,
        corpus=_corpus(told).name,
        request=SearchRequest(
            collection="offers",
            text=notice.asking,
            language=notice.language,
            document_language=told,
            type="request",
            size=ASKED,
        ),
        right=right,
        source=f"notice {notice.id}",
        rule=f"CPV {notice.group}",
        group="notices",
        direction=f"{notice.language} → {told}",
        form="text",
    )
