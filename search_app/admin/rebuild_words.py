"""What the form of a rebuild holds, and what can be wrong with it: pure functions."""

from collections.abc import Iterator

import msgspec

from core.errors import BadRequest
from operations.asking import FASTEST
from search_app.errors import Problem
from search_app.texts import decimal, gettext


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed into the form."""

    throttle: str = ""
    forced: bool = False
    force: str = ""

    @property
    def rate(self) -> float | None:
        """Documents a second at most; None for the usual. ValueError where it is no number."""
        return float(self.throttle.replace(",", ".")) if self.throttle else None


def problems(wish: Wish) -> tuple[Problem, ...]:
    """Return what is wrong with ``wish``, each at its field."""
    return tuple(_problems(wish))


def _problems(wish: Wish) -> Iterator[Problem]:
    if not _is_throttle(wish):
        yield _problem("throttle", _throttle())
    if wish.forced and not wish.force:
        yield _problem(
            "force", gettext("Write down why it is to go live all the same; the reason is kept.")
        )


def refused(error: BadRequest) -> Problem:
    """Put a rebuild that was refused into words."""
    if error.field == "throttle":
        return _problem("throttle", _throttle())
    if error.field == "force":
        message = gettext(
            "A verification can be passed over only when it has stopped the last rebuild."
        )
        return _problem("force", message)
    return _problem(error.field, str(error))


def _is_throttle(wish: Wish) -> bool:
    try:
        rate = wish.rate
    except ValueError:
        return False
    return rate is None or 0 < rate <= FASTEST


def _throttle() -> str:
    return gettext(
        "The throttle is a number of documents a second, more than 0 and at most %(number)s.",
        number=decimal(FASTEST),
    )


def _problem(field: str, message: str) -> Problem:
    return Problem(status=400, field=field, message=message)
