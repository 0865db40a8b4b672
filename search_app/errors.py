"""Errors as a person reads them: what is wrong, in one sentence, in the language of the request.

The API and the pages show the same :class:`Problem`; only the dress differs.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from apiflask import HTTPError
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.errors import (
    BadRequest,
    EngineUnavailable,
    ModelMismatch,
    NotFound,
    StoreMismatch,
    StoreUnavailable,
)
from matching.request import DEEPEST_HIT, LARGEST_RADIUS_KM, LARGEST_SIZE, LONGEST_TEXT
from search_app.parameters import REPEATED
from search_app.texts import decimal, gettext

Expected = (
    BadRequest | NotFound | EngineUnavailable | ModelMismatch | StoreUnavailable | StoreMismatch
)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One error: its HTTP status, the parameter it belongs to, and the sentence."""

    status: int
    message: str
    field: str | None = None


def of_expected(error: Expected) -> Problem:
    """Put an error of the house into words."""
    if isinstance(error, BadRequest):
        # Well formed, but there is nothing there: an unknown place, a page beyond the last.
        if error.field in _NOTHING_THERE:
            return Problem(status=404, field=error.field, message=_NOTHING_THERE[error.field]())
        return Problem(status=400, field=error.field, message=_sentence(error.field))
    if isinstance(error, NotFound):
        return Problem(status=404, message=_not_found())
    if isinstance(error, ModelMismatch):
        message = gettext(
            "The search is away: its index was built with another language model than the one "
            "that is set, and has to be built again."
        )
        return Problem(status=503, message=message)
    if isinstance(error, StoreUnavailable | StoreMismatch):
        message = gettext(
            "The database of accounts and decisions is away for the moment. Searching goes on; "
            "please try the rest again in a minute."
        )
        return Problem(status=503, message=message)
    return Problem(
        status=503,
        message=gettext("The search is away for the moment. Please try again in a minute."),
    )


def of_validation(messages: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Put the messages of a parameter schema into words, one problem for each parameter."""
    return tuple(
        Problem(status=400, field=field, message=_sentence(field, messages[field]))
        for field in messages
    )


def of_http(error: HTTPException | HTTPError) -> Problem:
    """Put an HTTP error into words; those of a schema name their parameter."""
    if isinstance(error, HTTPError):
        if isinstance(error.detail, dict) and error.detail.get("query"):
            return of_validation(error.detail["query"])[0]
        return Problem(status=error.status_code, message=error.message or "")
    if isinstance(error, CSRFError):
        message = gettext(
            "This form has expired. Load its page again and send it once more; nothing was changed."
        )
        return Problem(status=403, message=message)
    if error.code in _REFUSED:
        return Problem(status=error.code, message=_REFUSED[error.code]())
    if error.code == 404:
        return Problem(status=404, message=_not_found())
    if error.code == 405:
        return Problem(status=405, message=gettext("This address only answers to GET."))
    return Problem(status=error.code or 500, message=error.description or error.name)


def of_fault(request_id: str) -> Problem:
    """Admit an error that nobody expected."""
    message = gettext(
        "Something went wrong on our side. It was written down under the number %(number)s.",
        number=request_id,
    )
    return Problem(status=500, message=message)


def _not_found() -> str:
    return gettext("There is nothing at this address.")


def _sentence(field: str, messages: object = None) -> str:
    if messages == [REPEATED]:
        return gettext("The parameter %(name)s is given more than once.", name=field)
    make = _WRONG.get(field)
    return make() if make else gettext("There is no parameter %(name)s.", name=field[:60])


_WRONG: dict[str, Callable[[], str]] = {
    "q": lambda: gettext(
        "The search text is longer than %(number)s characters.",
        number=decimal(LONGEST_TEXT),
    ),
    "lang": lambda: gettext("The language of the search must be de, cs or en."),
    "ui": lambda: gettext("The language of the answer must be de, cs or en."),
    "language": lambda: gettext(
        "The language of a document is an ISO 639 code, for example de or cs."
    ),
    "country": lambda: gettext("A country is two letters, for example DE or CZ."),
    "kind": lambda: gettext("There is no such kind of organisation."),
    "state": lambda: gettext("The state must be waiting, running, failed, done or cancelled."),
    "before": lambda: gettext("This must be the id of a job."),
    "status": lambda: gettext("The status must be active, liquidation, insolvency or ended."),
    "confirmed": lambda: gettext("This must be true or false: %(name)s.", name="confirmed"),
    "inferred": lambda: gettext("This must be true or false: %(name)s.", name="inferred"),
    "type": lambda: gettext("The type must be offer, request or event."),
    "sector": lambda: gettext("A sector is a NACE code, for example C, 25 or 25.53."),
    "district": lambda: gettext("A district is its code, for example 14626 or CZ0513."),
    "near": lambda: gettext("The name of a place has at most 100 characters."),
    "radius_km": lambda: gettext(
        "The radius must be from 1 to %(number)s km.", number=decimal(LARGEST_RADIUS_KM)
    ),
    "without": lambda: gettext("This list of bridge parts cannot be read."),
    "page": lambda: gettext(
        "The page must be a whole number from 1 to %(number)s.", number=decimal(DEEPEST_HIT)
    ),
    "size": lambda: gettext(
        "The number of results on a page must be from 1 to %(number)s.",
        number=decimal(LARGEST_SIZE),
    ),
}

_REFUSED: dict[int, Callable[[], str]] = {
    401: lambda: gettext("Please log in first."),
    403: lambda: gettext("Your role does not allow this. An administrator can change that."),
}

_NOTHING_THERE: dict[str, Callable[[], str]] = {
    "near": lambda: gettext(
        "This place is not known. Type a town of the region, a postal code, or latitude,longitude."
    ),
    "page": lambda: gettext(
        "Only the first %(number)s results can be paged through. Please narrow the search down.",
        number=decimal(DEEPEST_HIT),
    ),
}
