"""Result cards: what a page shows of each match."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from matching.answer import Match, SearchAnswer
from matching.request import SearchRequest
from search_app import labels, links, sources, words
from search_app.service import unconfirmed_since

_LONGEST_LINE = 180
"""Characters of the line that says what an organisation does; statements beyond it are left out."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One result as it is shown."""

    address: str
    """Of its page."""
    name: str
    language: str
    """Language of the name and the line."""
    kind: str
    """Kind or type in words; empty for a company, which most results are."""
    status: str
    """In words; empty where it is active or no source tells."""
    unconfirmed: str
    """State of its newest source, where that is too old."""
    inferred: bool
    """True where the sector that was asked for is only inferred."""
    legal_form: str
    """Abbreviation, where the name does not write it anyway."""
    locality: str
    country: str
    line: str
    reasons: tuple[words.Line, ...]
    missing: Markup
    """What was asked for and is not there, in words."""
    starts: str
    ends: str
    date: str
    sources: tuple[str, ...]
    demo: bool


def cards(answer: SearchAnswer, wanted: SearchRequest) -> list[Card]:
    """Return a card for each match of ``answer`` to ``wanted``."""
    return [_card(match, answer.language, wanted) for match in answer.matches]


def _card(match: Match, query_language: str, wanted: SearchRequest) -> Card:
    document = match.document
    kind = document.get("kind", "company")
    organisations = wanted.collection == "organisations"
    date = document.get("date") or ""
    return Card(
        address=links.to_record(wanted, match.id),
        name=document["name"],
        language=document["language"],
        kind=_kind(kind) if organisations else labels.offer_type(document["type"]),
        status=_status(document.get("status", "")),
        unconfirmed=(organisations and unconfirmed_since(date)) or "",
        inferred=wanted.inferred and wanted.sector in document.get("inferred_sectors", ()),
        legal_form=_legal_form(document.get("legal_form", ""), document["name"]),
        locality=_locality(document.get("locality", ""), document.get("localities", ())),
        country=document["country"],
        line=_line(document.get("record", {})),
        reasons=words.lines(match.reasons, query_language, wanted.collection),
        missing=words.missing(match.missing, query_language),
        starts=document.get("starts") or "",
        ends=document.get("ends") or "",
        date=date,
        sources=tuple(sources.short(source) for source in document.get("sources", ())),
        demo=document.get("demo", False),
    )


def _kind(code: str) -> str:
    return "" if code == "company" else labels.kind(code)


def _status(code: str) -> str:
    return "" if code == "active" else labels.status(code)


def _legal_form(code: str, name: str) -> str:
    short = labels.legal_form_short(code)
    return "" if _letters(short) in _letters(name) else short


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _locality(locality: str, names: Sequence[str]) -> str:
    """Return a place with its names in the other language: Zittau (Žitava)."""
    others = [name for name in names if name != locality]
    return f"{locality} ({', '.join(others)})" if others else locality


def _line(record: Mapping[str, Any]) -> str:
    """Return what fits into one line of what it does, its own words first."""
    statements = (
        *record.get("products", ()),
        *filter(None, (record.get("purpose"), record.get("text"))),
        *record.get("activities", ()),
    )
    line = ""
    for statement in statements:
        longer = f"{line} · {statement}" if line else statement
        if len(longer) > _LONGEST_LINE:
            return line or f"{longer[:_LONGEST_LINE].rsplit(' ', 1)[0]} …"
        line = longer
    return line
