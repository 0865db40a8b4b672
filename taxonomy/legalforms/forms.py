"""The list of legal forms."""

from collections.abc import Mapping
from functools import cache

import msgspec

from core.records import Kind
from taxonomy import tables


class LegalForm(msgspec.Struct, frozen=True, kw_only=True):
    """One legal form."""

    code: str
    country: str
    """``XX`` where several countries use it."""
    natural_person: bool
    """True where the form is a person trading on his or her own."""
    kind: Kind
    """What an organisation of this form is, where nothing better is known."""
    abbreviation: str
    titles: Mapping[str, str]
    """By language: de, cs, en."""


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
