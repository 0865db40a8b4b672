"""How often, and after which waits, a server is asked again."""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
import tenacity

TRIES = 6
"""Times that one thing is asked. With the waits between, a server has a minute to recover."""
LONGEST_RETRY_AFTER = 600.0
"""Seconds. A server that wants to be left alone for longer is: the command ends and says so."""
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 60.0
"""Seconds before the second try, which double with each further one, and at most."""
_JITTER = 2.0
"""Seconds of chance added to a wait, so that several who were sent away do not return at once."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Clock:
    """Time, so that a test need not wait."""

    now: Callable[[], float] = time.monotonic
    """Seconds, for measuring."""
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    """Moment of the world, in UTC."""


class Again(Exception):
    """A try failed in a way that the next may not; ``after`` seconds is what the server asked for.

    Never leaves this package's requests: the last one becomes a RemoteUnavailable.
    """

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after


def retrying(clock: Clock, what: str) -> tenacity.Retrying:
    """Return what calls a function again as long as it raises Again, at most TRIES times.

    The wait doubles, with chance, and is never shorter than the server asked for.
    """
    backoff = tenacity.wait_exponential_jitter(
        multiplier=_FIRST_WAIT, max=_LONGEST_WAIT, jitter=_JITTER
    )

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        return max(backoff(state), error.after if isinstance(error, Again) else 0.0)

    def tell(state: tenacity.RetryCallState) -> None:
        reason = str(state.outcome.exception()) if state.outcome else ""
        _log.info("asked again", what=what, tries=state.attempt_number, reason=reason)

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(TRIES),
        wait=wait,
        retry=tenacity.retry_if_exception_type(Again),
        sleep=clock.sleep,
        before_sleep=tell,
        reraise=True,
    )


def retry_after(told: str, now: datetime) -> float:
    """Return the seconds that a ``Retry-After`` means, a number or a date; 0 for neither."""
    told = told.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        then = email.utils.parsedate_to_datetime(told)
    except (ValueError, IndexError):
        return 0.0
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
