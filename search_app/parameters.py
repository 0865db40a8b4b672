"""The parameters of a search, as the API describes them and as API and pages read them.

One schema serves both, so that the OpenAPI description cannot differ from what is accepted.
The sentence for a wrong value belongs to the field, not to the rule: see :mod:`search_app.errors`.
"""

import re
from typing import Any, ClassVar, get_args

from apiflask import Schema
from marshmallow import ValidationError, fields, post_load, pre_load, validate
from werkzeug.datastructures import MultiDict

from core.confirmation import MONTHS
from core.records import Kind, OfferType, Status
from matching.request import (
    DEEPEST_HIT,
    LANGUAGES,
    LARGEST_RADIUS_KM,
    LARGEST_SIZE,
    LONGEST_TEXT,
    Collection,
    SearchRequest,
)

REPEATED = "repeated"
"""Message of a parameter that is given twice; becomes a sentence in search_app.errors."""

_MOST_BRIDGE_PARTS = 50
_NOT_SET = "Empty means not set."


class WholeNumber(fields.Integer):
    """Digits only: ``int`` would also take ``1_000``, blanks and the digits of other scripts."""

    def _validated(self, value: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Number(fields.Float):
    """A decimal number as JSON writes it; ``float`` would also take ``1_0`` and ``inf``."""

    def _validated(self, value: Any) -> float:
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?", value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


def _text(description: str, longest: int, **more: Any) -> fields.String:
    return fields.String(
        validate=validate.Length(max=longest),
        metadata={"description": f"{description} {_NOT_SET}", **more},
    )


def _choice(description: str, values: tuple[str, ...]) -> fields.String:
    return fields.String(
        validate=validate.OneOf([*values, ""]),
        metadata={"description": f"{description} {_NOT_SET}"},
    )


def _flag(description: str) -> fields.Boolean:
    return fields.Boolean(
        truthy={"true"}, falsy={"false"}, metadata={"description": f"{description} Off by default."}
    )


def _pattern(description: str, pattern: str) -> fields.String:
    # The engines of JSON Schema and Python agree on these patterns but for a last line feed,
    # which `$` lets pass in Python.
    return fields.String(
        validate=validate.Regexp(re.compile(rf"(?:{pattern})\Z")),
        metadata={"description": f"{description} {_NOT_SET}", "pattern": f"^(?:{pattern})$"},
    )


class SearchParameters(Schema):
    """What both searches take."""

    collection: ClassVar[Collection]

    q = _text("What is searched for; plain words, no operators.", LONGEST_TEXT)
    lang = _choice("Language of the query; found out where it is not given.", LANGUAGES)
    country = _pattern("Country of the results, ISO 3166-1 alpha-2.", "[A-Za-z]{2}|")
    sector = _pattern(
        "NACE Rev. 2.1 section, division, group or class: C, 25, 25.5, 25.53.",
        r"[A-Z]|[0-9]{2}(\.[0-9]{1,2})?|",
    )
    district = _pattern("Code of a Landkreis or okres: 14524, CZ0421.", "[0-9A-Za-z]{1,10}|")
    near = _text(
        "A place's name or postal code, or latitude,longitude. A place that is not known is 404.",
        100,
        example="Zittau",
    )
    radius_km = Number(
        validate=validate.Range(min=1, max=LARGEST_RADIUS_KM),
        metadata={"description": "Radius around near in km, 50 where it is not given."},
    )
    without = fields.List(
        fields.String(validate=validate.Length(max=200)),
        validate=validate.Length(max=_MOST_BRIDGE_PARTS),
        metadata={"description": "Ids of bridge parts to leave out."},
    )
    page = WholeNumber(
        load_default=1,
        validate=validate.Range(min=1, max=DEEPEST_HIT),
        metadata={
            "description": f"Page, from 1. Beyond the first {DEEPEST_HIT} results there is none: "
            "404."
        },
    )
    size = WholeNumber(
        load_default=10,
        validate=validate.Range(min=1, max=LARGEST_SIZE),
        metadata={"description": "Results on a page."},
    )
    ui = _choice(
        "Language of texts in the answer: reasons, labels, errors. Where it is not given: what "
        "Accept-Language prefers, else lang, else de.",
        LANGUAGES,
    )

    @pre_load
    def _single(self, data: Any, **_: Any) -> dict[str, Any]:
        """Make a plain dictionary; a parameter given twice would silently win or lose."""
        given: MultiDict[str, str] = getattr(data, "data", data)
        values: dict[str, Any] = {}
        for name, several in given.lists():
            if name == "without":
                values[name] = several
            elif len(several) > 1:
                raise ValidationError(REPEATED, name)
            else:
                values[name] = several[0]
        return values

    @post_load
    def _request(self, data: dict[str, Any], **_: Any) -> SearchRequest:
        # SearchRequest has its own defaults; an empty text means that the parameter is not set.
        given = {name: value for name, value in data.items() if value != ""}
        given.pop("ui", None)
        renamed = {"q": "text", "lang": "language", "language": "document_language"}
        values = {renamed.get(name, name): value for name, value in given.items()}
        if "country" in values:
            values["country"] = values["country"].upper()
        values["without"] = tuple(values.get("without", ()))
        return SearchRequest(collection=self.collection, **values)


class OrganisationSearch(SearchParameters):
    """A search for companies and institutions."""

    collection = "organisations"

    kind = _choice("Kind of organisation.", get_args(Kind))
    status = _choice("How it stands, where a source tells.", tuple(filter(None, get_args(Status))))
    confirmed = _flag(
        f"Only organisations that a source has confirmed within {MONTHS} months; without those "
        "whose sources tell no date."
    )
    inferred = _flag("Let sector also find organisations of which it was only inferred.")


class OfferSearch(SearchParameters):
    """A search for offers, requests and events."""

    collection = "offers"

    language = _pattern("Language of the document, ISO 639.", "[a-z]{2,3}|")
    type = _choice("Type of document.", get_args(OfferType))


class RecordParameters(Schema):
    """What a single record takes."""

    ui = _choice("Language of errors.", LANGUAGES)


SCHEMAS: dict[Collection, type[SearchParameters]] = {
    "organisations": OrganisationSearch,
    "offers": OfferSearch,
}
