"""Reasons in words, in the language of the request: one by one for the API, and for a page one line
for each kind of evidence."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from matching.answer import Reason
from matching.request import Collection
from search_app import labels, phrases
from search_app.dress import Dress, Html, Plain, T, first
from search_app.texts import gettext

EVIDENCE = {
    "identifier": "identifier",
    "name": "name",
    "word": "word",
    "compound": "word",
    "glossary": "translation",
    "concept": "sector",
    "sector": "sector",
    "place": "place",
    "meaning": "meaning",
}
"""Kind of evidence of each reason code. A card shows one chip for each kind."""


class Line(NamedTuple):
    """What one kind of evidence says of a match."""

    kind: str
    text: Markup


def lines(
    reasons: Sequence[Reason], query_language: str, collection: Collection
) -> tuple[Line, ...]:
    """Return a line for each kind of evidence, the surest first."""
    dress = Html()
    told: dict[str, list[list[Reason]]] = {}
    for group in _alike(_once(reasons)):
        told.setdefault(EVIDENCE[group[0].code], []).append(group)
    return tuple(
        Line(
            kind,
            _upper_first(
                dress.joined(_phrase(one, dress, query_language, collection) for one in groups)
            ),
        )
        for kind, groups in told.items()
    )


def missing(words: Sequence[str], query_language: str) -> Markup:
    """Return what was asked for and is not there as a line for a page, or nothing."""
    if not words:
        return Markup()
    dress = Html()
    told = dress.words(words, query_language)
    more = Markup(" …") if len(words) > len(first(words)) else Markup()
    return _upper_first(dress.fill(gettext("not found: %(words)s"), words=told + more))


def as_text(reason: Reason, query_language: str, collection: Collection) -> str:
    """Return one reason as plain text."""
    return _upper_first(_phrase([reason], Plain(), query_language, collection))


def evidence_name(kind: str) -> str:
    """Return the text of an evidence chip."""
    return _CHIPS[kind]()


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    """Leave out what an entry or concept says in another field: a page tells each once."""
    kept: dict[object, Reason] = {}
    for number, reason in enumerate(reasons):
        shared = reason.code in ("glossary", "concept")
        kept.setdefault((reason.code, reason.key) if shared else number, reason)
    return list(kept.values())


def _alike(reasons: Iterable[Reason]) -> list[list[Reason]]:
    """Bring together what one phrase can tell, in the order of the first of each."""
    groups: dict[object, list[Reason]] = {}
    for reason in reasons:
        way = reason.key if reason.code == "name" else reason.key.partition(":")[0]
        groups.setdefault((reason.code, reason.field, reason.language, way), []).append(reason)
    return list(groups.values())


def _phrase(
    group: Sequence[Reason], dress: Dress[T], query_language: str, collection: Collection
) -> T:
    """Return the phrase for reasons that differ in their words, entries or concepts alone."""
    one = group[0]
    return dress.fill(
        phrases.template(one, collection)(len(group)),
        words=dress.words((term for each in group for term in each.terms), query_language),
        pairs=dress.joined(_pair(each, dress, query_language) for each in group)
        if one.code == "glossary"
        else "",
        in_language=phrases.in_language(one.language) if one.language else "",
        concepts="; ".join(labels.concept(each.key) for each in group)
        if one.code == "concept"
        else "",
    )


def _pair(reason: Reason, dress: Dress[T], query_language: str) -> T:
    """Return both sides of a glossary entry."""
    return dress.fill(
        gettext("%(words)s – %(in_language)s %(terms)s"),
        words=dress.words(reason.terms, query_language),
        in_language=phrases.in_language(reason.language),
        terms=dress.words(reason.through, reason.language),
    )


def _upper_first(phrase: T) -> T:
    """Begin a sentence; one that begins with an element or a quotation mark stays as it is."""
    return type(phrase)(phrase[:1].upper() + phrase[1:])


_CHIPS: dict[str, Callable[[], str]] = {
    "identifier": lambda: gettext("identifier"),
    "name": lambda: gettext("name"),
    "word": lambda: gettext("word"),
    "translation": lambda: gettext("translated word"),
    "sector": lambda: gettext("sector"),
    "place": lambda: gettext("place"),
    "meaning": lambda: gettext("meaning"),
}
