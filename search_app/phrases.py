"""The phrases of reasons. Each is whole in the catalogue, so that a translator decides on order and
cases; ``number`` is how many things stand in its place."""

from collections.abc import Callable

from matching.answer import Reason
from matching.request import Collection
from search_app import labels
from search_app.texts import gettext, ngettext

Phrase = Callable[[int], str]


def template(reason: Reason, collection: Collection) -> Phrase:
    """Return the message for ``reason`` and others like it."""
    if reason.nearness:
        return _NEARNESS[reason.nearness]
    if reason.code == "name":
        names = _NAMES if collection == "organisations" else _TITLES
        return names.get(reason.key, names["name_whole"])
    if reason.code == "word" and reason.language != labels.language():
        return lambda _: gettext("the description mentions %(words)s (%(in_language)s)")
    if reason.code == "concept" and reason.field == "description":
        return _DESCRIBED[reason.key.partition(":")[0]]
    return _BY_FIELD.get((reason.code, reason.field)) or _BY_CODE[reason.code]


def in_language(code: str) -> str:
    """Return ``in Czech``, as it stands before words of that language."""
    return _IN[code]() if code in _IN else gettext("in another language")


_BY_CODE: dict[str, Phrase] = {
    "identifier": lambda _: gettext("has the identifier %(words)s"),
    "word": lambda _: gettext("the description mentions %(words)s"),
    "compound": lambda n: ngettext(
        "the description mentions a compound with %(words)s",
        "the description mentions compounds with %(words)s",
        n,
    ),
    "place": lambda _: gettext("the place fits %(words)s"),
    "glossary": lambda n: ngettext(
        "through the glossary entry %(pairs)s", "through the glossary entries %(pairs)s", n
    ),
    "concept": lambda n: ngettext(
        "registered in the sector %(concepts)s", "registered in the sectors %(concepts)s", n
    ),
    "sector": lambda _: gettext("the title of its sector holds %(words)s"),
}

_BY_FIELD: dict[tuple[str, str], Phrase] = {
    ("glossary", "sector_titles"): lambda n: ngettext(
        "in the title of its sector, through the glossary entry %(pairs)s",
        "in the title of its sector, through the glossary entries %(pairs)s",
        n,
    ),
    ("concept", "cpv"): lambda n: ngettext(
        "procurement group %(concepts)s", "procurement groups %(concepts)s", n
    ),
}

_DESCRIBED: dict[str, Phrase] = {
    "nace": lambda n: ngettext(
        "the description fits the sector %(concepts)s",
        "the description fits the sectors %(concepts)s",
        n,
    ),
    "cpv": lambda n: ngettext(
        "the description fits the procurement group %(concepts)s",
        "the description fits the procurement groups %(concepts)s",
        n,
    ),
}

_NEARNESS: dict[str, Phrase] = {
    "very near": lambda _: gettext("very close in meaning"),
    "near": lambda _: gettext("close in meaning"),
    "related": lambda _: gettext("related in meaning"),
}

_NAMES: dict[str, Phrase] = {
    "name_whole": lambda _: gettext("the name holds %(words)s"),
    "name_former": lambda _: gettext("a former name holds %(words)s"),
    "name_ngram": lambda _: gettext("the name resembles %(words)s"),
}

_TITLES: dict[str, Phrase] = {
    "name_whole": lambda _: gettext("the title holds %(words)s"),
}

_IN: dict[str, Callable[[], str]] = {
    "de": lambda: gettext("in German"),
    "cs": lambda: gettext("in Czech"),
    "en": lambda: gettext("in English"),
}
