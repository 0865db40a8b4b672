"""Keywords of the trade ask for official titles, across the border and at home."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evaluation.judged.titles import COUNTRIES, CodeList, code_lists
from evaluation.judged.types import ASKED, Contents, Layer, Query
from matching.request import SearchRequest


@dataclass(frozen=True, kw_only=True)
class Keyword:
    """A keyword with the codes that satisfy the buyer who types it."""

    id: str
    text: str
    language: str
    form: str
    trade: str
    codes: dict[str, tuple[str, ...]]
    """Prefixes by the name of the column: ``nace``, ``cpv``."""

    @property
    def source(self) -> str:
        """Name of the file that it stands in."""
        return _file(self.language)


@cache
def keywords(language: str) -> tuple[Keyword, ...]:
    """Return the judged keywords in ``language``."""
    text = files("evaluation").joinpath("data", _file(language)).read_text(encoding="utf-8")
    return tuple(
        Keyword(
            id=row["id"],
            text=row["text"],
            language=language,
            form=row["form"],
            trade=row["trade"],
            codes={column: tuple(row[column].split()) for column in ("nace", "cpv")},
        )
        for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def layers() -> tuple[Layer, Layer]:
    """Return the layers of keywords: over the border, and in the own language."""
    lists = code_lists()
    corpora = [codes.corpus(language) for codes in lists for language in COUNTRIES]

    def across(_contents: Contents) -> Sequence[Query]:
        return [
            query
            for asked, told in (("de", "cs"), ("cs", "de"))
            for query in _queries(lists, asked, told)
        ]

    def at_home(_contents: Contents) -> Sequence[Query]:
        return [query for language in COUNTRIES for query in _queries(lists, language, language)]

    return (
        Layer(
            name="keywords",
            about="Keywords of the trade on official titles of the other language; a title is "
            "right when its code starts with one that was judged to satisfy the buyer.",
            corpora=corpora,
            queries=across,
        ),
        Layer(
            name="monolingual",
            about="The same keywords on the titles of their own language.",
            corpora=corpora,
            queries=at_home,
        ),
    )


def _queries(lists: Sequence[CodeList], asked: str, told: str) -> list[Query]:
    """Return a query for each keyword and list that has titles for it."""
    return [
        _query(keyword, codes, told, right)
        for codes in lists
        for keyword in keywords(asked)
        if (right := codes.under(keyword.codes[codes.column], told))
    ]


def _query(keyword: Keyword, codes: CodeList, told: str, right: frozenset[str]) -> Query:
    corpus = codes.corpus(told).name
    return Query(
        id=f"{keyword.id} {corpus}",
        subject=keyword.id,
        corpus=corpus,
        request=SearchRequest(
            collection="offers",
            text=keyword.text,
            language=keyword.language,
            document_language=told,
            size=ASKED,
        ),
        right=right,
        source=f"{keyword.source} {keyword.id}",
        rule=f"{codes.name} {' '.join(keyword.codes[codes.column])}",
        group=codes.name,
        direction=f"{keyword.language} → {told}",
        form=keyword.form,
        trade=keyword.trade,
    )


def _file(language: str) -> str:
    return f"keywords_{language}.tsv"
