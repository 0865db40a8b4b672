"""The OpenAPI description: responses come from the very types that are encoded."""

from typing import Any

import msgspec

from search_app import records
from search_app.api import answers

MOVED, BAD, UNKNOWN, FORBIDDEN, MISSING, UNAVAILABLE = 301, 400, 401, 403, 404, 503

PATH = "/api/v1/openapi.json"

DESCRIPTION = """\
Search for companies, institutions, offers, requests and events of the Saxon–Czech border region,
in German, Czech or English, across the languages. Every result says why it is there.

Texts in answers (reasons, labels, errors) are in the language of the parameter `ui`; where it is
not given, in the one that `Accept-Language` prefers, else in `lang`, else in German.
An address takes only the parameters described here, each once. Every error has one form,
`{"error": {"field": …, "message": …}}`, and its message is one sentence.

An organisation tells of each field which source it comes from (`provenance`, with the date of the
source), what other sources tell otherwise (`differences`), and whether a source has confirmed it of
late (`unconfirmed_since`). Inferred sectors stand apart from registered ones, each with the share
of such guesses that were right where a register tells too (`confidence`).
"""

_ERRORS = {
    BAD: "A parameter is wrong, unknown or given twice.",
    UNKNOWN: "Nobody is logged in.",
    FORBIDDEN: "The role of who is logged in does not allow it.",
    MISSING: "There is no such entry, place or page.",
    UNAVAILABLE: "The search is away for the moment.",
}
_MOVED = {
    "description": "The id is an alias; Location leads to the organisation.",
    "headers": {"Location": {"schema": {"type": "string"}}},
}
_REF = "#/components/schemas/{name}"
_ANSWERS = (
    answers.OrganisationAnswer,
    answers.OfferAnswer,
    records.OrganisationRecord,
    records.OfferRecord,
    answers.Health,
    answers.ErrorOut,
)


def responds(answer: type[msgspec.Struct], *others: int) -> dict[int | str, Any]:
    """Return the responses of an operation: its answer, and how else it may end."""
    return {
        200: _response(answer.__doc__ or "", answer),
        **{
            status: _MOVED if status == MOVED else _response(_ERRORS[status], answers.ErrorOut)
            for status in others
        },
    }


def completed(spec: dict[str, Any] | str) -> dict[str, Any] | str:
    """Add the types of all answers, and what the paths alone do not tell."""
    assert isinstance(spec, dict)  # a string only where the format is YAML
    from search_app.api.jobs import JobOut, JobsAnswer  # they describe themselves with this module

    types = (*_ANSWERS, JobOut, JobsAnswer)
    _, components = msgspec.json.schema_components(types, ref_template=_REF)
    spec.setdefault("components", {}).setdefault("schemas", {}).update(components)
    spec["paths"] = dict(sorted(spec["paths"].items(), key=_interface_first))
    operations = (one for path in spec["paths"].values() for one in path.values())
    for operation in operations:
        for parameter in operation["parameters"]:
            if parameter["in"] == "path" and parameter["schema"]["type"] == "string":
                parameter["description"] = "The id as it was imported, percent-encoded."
                parameter["schema"]["minLength"] = 1
    return spec


def _interface_first(path: tuple[str, Any]) -> tuple[bool, str]:
    return not path[0].startswith("/api/"), path[0]


def _response(description: str, answer: type[msgspec.Struct]) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=answer.__name__)}
    return {
        "description": description.split("\n", 1)[0],
        "content": {"application/json": {"schema": schema}},
    }
