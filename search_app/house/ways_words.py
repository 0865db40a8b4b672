"""Words of webhooks: why one was refused, why a post did not arrive, and what became of it."""

from collections.abc import Callable
from typing import Any

from core.errors import BadRequest
from operations.webhooks.guard import PORTS, AddressRefused, Why
from operations.webhooks.sending import Failure
from search_app.errors import Problem
from search_app.tables import Column
from search_app.texts import gettext
from store.deliveries import State
from store.webhooks import MOST


def columns() -> dict[str, Column[Any]]:
    """Return the columns of the list of posts."""
    return {
        "alert": Column(gettext("Reported")),
        "state": Column(gettext("State")),
        "attempts": Column(gettext("Attempts"), number=True),
        "ended": Column(gettext("When")),
        "reason": Column(gettext("Why not")),
    }


def refused(error: BadRequest) -> Problem:
    """Say why a webhook cannot be added."""
    if isinstance(error, AddressRefused):
        return Problem(status=400, field="url", message=_REFUSALS[error.why]())
    if error.field == "url":
        message = gettext(
            "The house cannot add this address: it has it already, or it has %(most)s webhooks, "
            "which is the limit, or the address is missing or longer than 1,000 characters.",
            most=MOST,
        )
        return Problem(status=400, field="url", message=message)
    message = gettext("Please choose one of the languages.")
    return Problem(status=400, field="language", message=message)


def failure(reason: str) -> str:
    """Say why a post did not arrive, as the store keeps it: ``time``, ``status 503``."""
    kind, _, detail = reason.partition(" ")
    if kind == Failure.ADDRESS and detail in _REFUSALS:
        return _REFUSALS[Why(detail)]()
    if kind == Failure.STATUS:
        return gettext("The other side answered with the status %(status)s.", status=detail)
    return _FAILURES[kind]() if kind in _FAILURES else reason


def state(code: State) -> str:
    """Say what became of a post."""
    return _STATES[code]()


_REFUSALS: dict[str, Callable[[], str]] = {
    Why.FORM: lambda: gettext("That is no address; write it as https://example.org/path."),
    Why.SCHEME: lambda: gettext(
        "The address must begin with https://, so that nobody on the way reads along."
    ),
    Why.PORT: lambda: gettext(
        "The port must be one of these: %(ports)s.", ports=", ".join(map(str, sorted(PORTS)))
    ),
    Why.NAME: lambda: gettext("There is no computer of this name; see how it is spelt."),
    Why.PRIVATE: lambda: gettext(
        "The name leads to an address that is not public. Nothing is posted to such addresses."
    ),
}

_FAILURES: dict[str, Callable[[], str]] = {
    Failure.CONNECTION: lambda: gettext("The other side could not be reached, or hung up."),
    Failure.CERTIFICATE: lambda: gettext(
        "The other side's certificate is not valid for this name."
    ),
    Failure.TIME: lambda: gettext("The other side did not answer in time."),
    Failure.ANSWER: lambda: gettext("What the other side answered is no answer of a web server."),
    Failure.REDIRECT: lambda: gettext(
        "The other side leads on to another address. Add that one instead."
    ),
    Failure.GONE: lambda: gettext("The other side says that it no longer wants anything (410)."),
    # What is kept with a post that was not to be told.
    "unfit": lambda: gettext("It is gone, was blocked or no longer fits."),
}

_STATES: dict[State, Callable[[], str]] = {
    "waiting": lambda: gettext("waiting"),
    "arrived": lambda: gettext("arrived"),
    "untold": lambda: gettext("left out"),
    "given_up": lambda: gettext("given up"),
}
