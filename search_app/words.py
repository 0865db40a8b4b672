"""Reasons in words: from codes to a sentence in the language of the request.

Each phrase is whole in the catalogue, so that a translator decides on order and cases. Words of
the query and of documents are dressed as HTML or as plain text; see :class:`Dress`.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Protocol

from markupsafe import Markup

from matching.answer import Reason
from matching.request import Collection
from search_app import labels
from search_app.texts import decimal, gettext

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

_MOST_TERMS = 4


class Dress(Protocol):
    """How words that a person or a register wrote appear in a sentence."""

    def words(self, words: Iterable[str], language: str) -> str:
        """Set off ``words``, which are in ``language`` or in an unknown one (empty)."""

    def fill(self, sentence: str, **values: str) -> str:
        """Put ``values`` into the named places of a message."""


class Html:
    """Emphasis; says the language of words where it is not the page's. Everything is escaped."""

    def words(self, words: Iterable[str], language: str) -> Markup:
        """Return the words as ``em`` elements."""
        foreign = language and language != labels.language()
        start = Markup('<em lang="{}">').format(language) if foreign else Markup("<em>")
        return Markup(", ").join(start + word + Markup("</em>") for word in _first(words))

    def fill(self, sentence: str, **values: str) -> Markup:
        """Return the message as HTML."""
        return Markup(sentence) % values  # noqa: S704 - our own message; % escapes values


class Plain:
    """Quotation marks as the language of the request sets them."""

    def words(self, words: Iterable[str], language: str) -> str:  # noqa: ARG002 - as in Dress
        """Return the words in quotation marks."""
        before, after = "“”" if labels.language() == "en" else "„“"
        return ", ".join(f"{before}{word}{after}" for word in _first(words))

    def fill(self, sentence: str, **values: str) -> str:
        """Return the message as text."""
        return sentence % values


def as_html(reasons: Sequence[Reason], query_language: str, collection: Collection) -> Markup:
    """Return one sentence for all reasons of a match."""
    dress = Html()
    phrases = [_phrase(reason, dress, query_language, collection) for reason in reasons]
    return Markup("; ").join([_upper_first(phrase) for phrase in phrases[:1]] + phrases[1:])


def as_text(reason: Reason, query_language: str, collection: Collection) -> str:
    """Return one reason as plain text."""
    return _upper_first(_phrase(reason, Plain(), query_language, collection))


def evidence(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Return the kinds of evidence of a match, each once, surest first."""
    return tuple(dict.fromkeys(EVIDENCE[reason.code] for reason in reasons))


def evidence_name(kind: str) -> str:
    """Return the text of an evidence chip."""
    return _CHIPS[kind]()


def in_language(code: str) -> str:
    """Return ``in Czech``, as it stands before words of that language."""
    return _IN[code]() if code in _IN else gettext("in another language")


def _phrase(reason: Reason, dress: Dress, query_language: str, collection: Collection) -> str:
    return dress.fill(
        _template(reason, collection),
        words=dress.words(reason.terms, query_language),
        terms=dress.words(reason.through, reason.language),
        in_language=in_language(reason.language) if reason.language else "",
        concept=labels.concept(reason.key) if reason.code == "concept" else "",
        number="" if reason.cosine is None else decimal(reason.cosine, "0.00"),
    )


def _template(reason: Reason, collection: Collection) -> str:
    if reason.code == "name":
        names = _NAMES if collection == "organisations" else _TITLES
        return names.get(reason.key, names["name_whole"])()
    if reason.code == "word" and reason.language != labels.language():
        return gettext("mentions %(words)s (%(in_language)s)")
    if reason.code == "concept" and reason.key.startswith("cpv:"):
        return gettext("procurement group %(concept)s")
    return _TEMPLATES[reason.code]()


def _first(words: Iterable[str]) -> list[str]:
    return list(islice(words, _MOST_TERMS))


def _upper_first(phrase: str) -> str:
    """Begin a sentence; one that begins with an element or a quotation mark stays as it is."""
    return type(phrase)(phrase[:1].upper()) + phrase[1:]


_TEMPLATES: dict[str, Callable[[], str]] = {
    "identifier": lambda: gettext("has the identifier %(words)s"),
    "word": lambda: gettext("mentions %(words)s"),
    "compound": lambda: gettext("mentions a compound with %(words)s"),
    "place": lambda: gettext("the place fits %(words)s"),
    "glossary": lambda: gettext("fits %(words)s – %(in_language)s %(terms)s"),
    "concept": lambda: gettext("sector %(concept)s"),
    "sector": lambda: gettext("the title of its sector holds %(words)s"),
    "meaning": lambda: gettext("close in meaning (%(number)s)"),
}

_NAMES: dict[str, Callable[[], str]] = {
    "name_whole": lambda: gettext("the name holds %(words)s"),
    "name_former": lambda: gettext("a former name holds %(words)s"),
    "name_ngram": lambda: gettext("the name resembles %(words)s"),
}

_TITLES: dict[str, Callable[[], str]] = {
    "name_whole": lambda: gettext("the title holds %(words)s"),
    "name_ngram": lambda: gettext("the title resembles %(words)s"),
}

_IN: dict[str, Callable[[], str]] = {
    "de": lambda: gettext("in German"),
    "cs": lambda: gettext("in Czech"),
    "en": lambda: gettext("in English"),
}

_CHIPS: dict[str, Callable[[], str]] = {
    "identifier": lambda: gettext("identifier"),
    "name": lambda: gettext("name"),
    "word": lambda: gettext("word"),
    "translation": lambda: gettext("translated word"),
    "sector": lambda: gettext("sector"),
    "place": lambda: gettext("place"),
    "meaning": lambda: gettext("meaning"),
}
