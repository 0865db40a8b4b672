"""Changes of the language data in the language of the request."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from analyzers.changes import LISTS
from analyzers.entry import ALLOWED, LANGUAGES
from analyzers.faults import ChangeRefused, Fault
from core.errors import BadRequest
from operations.language.proposing import Remark, Remarked
from search_app import labels
from search_app.errors import Problem
from search_app.tables import Column
from search_app.texts import gettext
from store.overlay import OverlayChange
from store.queries import Asked
from taxonomy.folding import fold

Choices = list[tuple[str, str]]


def kind(code: str) -> str:
    """Return what was changed."""
    return _KINDS[code]() if code in _KINDS else code


def operation(change: OverlayChange) -> str:
    """Return what was done with it."""
    if change.entry is not None:
        return gettext("added or changed")
    return gettext("added") if change.operation == "add" else gettext("taken out")


def list_choices() -> Choices:
    """Return the lists of words that can be changed, as ``kind.language``."""
    return [
        (f"{code}.{language}", f"{kind(code)}: {labels.language_name(language)}")
        for code, languages in LISTS.items()
        for language in languages
    ]


def operation_choices() -> Choices:
    """Return what can be done with a word."""
    return [("add", gettext("Add")), ("remove", gettext("Take out"))]


def entry_choices(column: str) -> Choices:
    """Return what a column of an entry can be."""
    return [(code, _CHOICES[code]()) for code in ALLOWED[column]]


def problem(error: BadRequest) -> Problem:
    """Return why a change was refused."""
    if isinstance(error, ChangeRefused):
        return Problem(status=400, field=error.field, message=fault(error.fault))
    if error.field == "reason":
        message = gettext("Say why; it is kept with the change. At most 2,000 characters.")
        return Problem(status=400, field="reason", message=message)
    return Problem(status=400, message=gettext("This change does not hold any more."))


def remarks(error: Remarked) -> tuple[str, ...]:
    """Return what speaks against a change that can be made all the same."""
    return tuple(_remark(one) for one in error.remarks)


def fault(found: Fault) -> str:
    """Return what is wrong, in one sentence."""
    return _FAULTS[found.code](found.values)


def columns() -> dict[str, Column[OverlayChange]]:
    """Return the columns of the list of changes."""
    return {
        "subject": Column(gettext("Entry or word"), lambda one: one.subject),
        "kind": Column(gettext("Kind"), lambda one: (one.kind, one.language)),
        "operation": Column(gettext("Change")),
        "reason": Column(gettext("Reason")),
        "author": Column(gettext("By whom"), lambda one: one.author),
        "created": Column(gettext("When"), lambda one: one.created),
    }


def query_columns() -> dict[str, Column[Any]]:
    """Return the columns of the list of searches in vain."""
    return {
        "text": Column(gettext("Search")),
        "direction": Column(gettext("Direction")),
        "collection": Column(gettext("Searched")),
        "times": Column(gettext("Asked"), number=True),
        "without_results": Column(gettext("Found nothing"), number=True),
        "without_across": Column(gettext("Found nothing over the border"), number=True),
        "add": Column(gettext("What to do")),
    }


def trial_columns() -> dict[str, Column[Any]]:
    """Return the columns of what a dry run found."""
    return {
        "text": Column(gettext("Search")),
        "times": Column(gettext("Asked"), number=True),
        "gained": Column(gettext("Gains")),
        "lost": Column(gettext("Loses")),
    }


def collection(code: str) -> str:
    """Return what was searched."""
    return gettext("Organisations") if code == "organisations" else gettext("Offers and events")


def direction(language: str) -> str:
    """Return from which language to which a search goes."""
    return {"de": "de → cs", "cs": "cs → de"}.get(language, f"{language} → de, cs")


def prefilled(query: Asked) -> str:
    """Return the address of the form for a new entry with the words of a search in vain."""
    id_ = "-".join(re.findall(r"[a-z0-9]+", fold(query.text)))[:60]
    terms = {language: query.text if language == query.language else None for language in LANGUAGES}
    return url_for("admin.language_entry", id=id_, de=terms["de"], cs=terms["cs"], en=terms["en"])


def _remark(one: Remark) -> str:
    if one.code == "trade-word":
        return gettext(
            "“%(word)s” is a word of the trade: as a stop word nobody can search for it any more.",
            word=one.value,
        )
    return gettext(
        "“%(word)s” has three letters, which stand in many words by chance: look at the dry run "
        "closely.",
        word=one.value,
    )


_KINDS: dict[str, Callable[[], str]] = {
    "term": lambda: gettext("Glossary"),
    "stop_word": lambda: gettext("Stop words"),
    "compound_part": lambda: gettext("Parts of compounds"),
    "protected_word": lambda: gettext("Protected words"),
}

_CHOICES: dict[str, Callable[[], str]] = {
    "noun": lambda: gettext("Noun"),
    "phrase": lambda: gettext("Phrase"),
    "adjective": lambda: gettext("Adjective"),
    "verb": lambda: gettext("Verb"),
    "both": lambda: gettext("Both ways"),
    "de-cs": lambda: gettext("From German to Czech only"),
    "cs-de": lambda: gettext("From Czech to German only"),
    "": lambda: gettext("Also as the last part of a longer German word"),
    "yes": lambda: gettext("As a whole word only"),
}

_FAULTS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "choice": lambda _: gettext("Choose one of the list."),
    "id": lambda _: gettext(
        "An id is words in small letters without accents, joined by hyphens: laser-cutting."
    ),
    "sector": lambda _: gettext("This is no NACE Rev. 2.1 code; leave it empty or give one."),
    "characters": lambda _: gettext("This holds characters that are no text."),
    "separated": lambda _: gettext("Give at least one term; separate several by semicolons."),
    "twice": lambda _: gettext("A term stands here twice."),
    "long": lambda v: gettext("This is longer than %(number)s characters.", number=v["most"]),
    "many": lambda v: gettext("These are more than %(number)s terms.", number=v["most"]),
    "shared": lambda v: gettext(
        "“%(term)s” stands in the entry %(other)s already; remove it from one of the two, or tell "
        "them apart in a note.",
        term=v["term"],
        other=v["other"],
    ),
    "no-entry": lambda v: gettext(
        "The files have no entry %(id)s; one that was added here is undone.", id=v["value"]
    ),
    "same-entry": lambda v: gettext("The entry %(id)s says that already.", id=v["value"]),
    "language": lambda _: gettext("There is no such list."),
    "one-word": lambda _: gettext("Give one word, of letters and digits."),
    "letters": lambda _: gettext("Give one word of letters."),
    "short": lambda v: gettext(
        "A part has at least %(number)s letters, since shorter ones stand in any word by chance.",
        number=v["least"],
    ),
    "known": lambda v: gettext("“%(word)s” stands in the list already.", word=v["value"]),
    "unknown": lambda v: gettext(
        "“%(word)s” does not stand in the files; what was added here is undone.", word=v["value"]
    ),
    "stop-word": lambda v: gettext(
        "“%(word)s” is a stop word; as a part of compounds it would split words by chance.",
        word=v["value"],
    ),
    "full": lambda v: gettext(
        "There are %(number)s changes already; move those that have proved themselves into the "
        "files.",
        number=v["most"],
    ),
}
