"""Legal forms of both countries with their wording in three languages, and how names write them.

Codes are ``cz-`` with the number of the Czech code list 56 (``cz-112``), and ``de-`` with the
usual abbreviation (``de-gmbh``). The data lie in ``taxonomy/data/legalforms``.
"""

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from core.records import Kind
from taxonomy import tables


class LegalForm(msgspec.Struct, frozen=True, kw_only=True):
    """One legal form."""

    code: str
    country: str
    natural_person: bool
    """True where the form is a person trading on his or her own."""
    kind: Kind
    """What an organisation of this form is, where nothing better is known."""
    abbreviation: str
    titles: Mapping[str, str]
    """By language: de, cs, en."""


class ParsedName(msgspec.Struct, frozen=True):
    """A name and the legal form that it writes."""

    stem: str
    """The name without legal form, additions in brackets and state of liquidation."""
    code: str
    """Code of the legal form, empty where none was recognised."""


_GAP = r"[\s.,\-]*"
_DISSOLVING = re.compile(
    r"[\s,(–-]+(?:in\s+Liquidation|in\s+Abwicklung|i\.?\s*L\.?|v\s+likvidaci|\"v\s+likvidaci\""
    r"|v\s+konkursu|v\s+insolvenci)\)?\s*$",
    re.IGNORECASE,
)
_LOOSE_ENDS = " \t,;–-"


def get(code: str) -> LegalForm | None:
    """Return the form with ``code``, or None."""
    return forms().get(code)


def kind(code: str) -> Kind:
    """Return what an organisation of the form is; a company where the form is unknown."""
    form = get(code)
    return form.kind if form else "company"


def title(code: str, language: str) -> str:
    """Return the wording of a form. Raises KeyError for an unknown code or language."""
    return forms()[code].titles[language]


def natural_person(code: str) -> bool:
    """Tell whether the form is a natural person. An unknown form is not."""
    form = get(code)
    return form is not None and form.natural_person


@cache
def forms() -> Mapping[str, LegalForm]:
    """Return all forms by code."""
    columns = ("code", "country", "natural_person", "kind", "abbreviation", "de", "cs", "en")
    found: dict[str, LegalForm] = {}
    for row in tables.rows("legalforms/forms.csv", columns):
        found[row["code"]] = msgspec.convert(
            {
                "code": row["code"],
                "country": row["country"],
                "natural_person": row["natural_person"] == "yes",
                "kind": row["kind"],
                "abbreviation": row["abbreviation"],
                "titles": {language: row[language] for language in ("de", "cs", "en")},
            },
            LegalForm,
        )
    return found


def parse(name: str, country: str) -> ParsedName:
    """Split the legal form off a name as ``country`` (DE or CZ) writes it.

    ``Beispiel Bau GmbH & Co. KG`` gives ``Beispiel Bau`` and ``de-gmbh-co-kg``. A form at the end
    counts before one in the middle (``Beispiel GmbH Dresden``), a longer before a shorter one.
    """
    name = _DISSOLVING.sub("", name)
    for pattern in _patterns().get(country, ()):
        match = pattern.search(name)
        if match:
            code = _codes(country)[_key(match["form"])]
            rest = f"{name[: match.start()]} {name[match.end() :]}"
            stem = " ".join(rest.split()).strip(_LOOSE_ENDS)
            return ParsedName(stem or name.strip(), code)
    return ParsedName(name.strip(_LOOSE_ENDS), "")


def _key(spelling: str) -> str:
    """Reduce a spelling to what distinguishes it: s. r. o. and s.r.o. are one."""
    return re.sub(r"[\s.,\-]", "", spelling.casefold())


@cache
def _codes(country: str) -> dict[str, str]:
    """Return the codes of one country by reduced spelling."""
    return {
        _key(row["spelling"]): row["code"]
        for row in tables.rows("legalforms/spellings.csv", ("code", "spelling"))
        if forms()[row["code"]].country == country
    }


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return for each country the patterns in the order in which they are tried."""
    spellings: dict[str, set[str]] = {"DE": set(), "CZ": set()}
    for row in tables.rows("legalforms/spellings.csv", ("code", "spelling")):
        spellings[forms()[row["code"]].country].add(row["spelling"])
    return {country: _compiled(several) for country, several in spellings.items()}


def _compiled(spellings: set[str]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a form at the end, of a long one anywhere, of a short one anywhere.

    A short word in the middle may belong to the name, so there it counts only when it is written
    exactly as officials do: ``e. K.``, ``GbR``, ``s.r.o.``
    """
    ordered = sorted(spellings, key=lambda one: (-len(one), one))
    long = [one for one in ordered if len(one) > _SHORT and one not in _WORDS]
    short = [one for one in ordered if len(one) <= _SHORT and (" " in one or not one.islower())]
    any_case, exact = "|".join(map(_loosely, ordered)), "|".join(map(_exactly, short))
    return (
        re.compile(rf"(?:(?<=[\s,.\-(])|^)(?P<form>{any_case})[.\s,]*$", re.IGNORECASE),
        re.compile(
            rf"(?<=[\s,.\-])(?P<form>{'|'.join(map(_loosely, long))})\.?(?=[\s,;(\-]|$)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<=[\s,.\-])(?P<form>{exact})(?=[\s,;(\-]|$)"),
    )


def _loosely(spelling: str) -> str:
    return _GAP.join(re.escape(token) for token in re.split(r"[\s\-]+", spelling))


def _exactly(spelling: str) -> str:
    tokens = spelling.split()
    return r"\.\s?".join(map(re.escape, tokens)) + (r"\." if len(tokens) > 1 else "")


_SHORT = 3
"""Letters and blanks of the longest spelling that is doubtful in the middle of a name."""
_WORDS = frozenset({"Stiftung", "spolek", "nadace", "Partnerschaft", "Eigenbetrieb", "družstvo"})
"""Forms that are also plain words: they count at the end only."""
