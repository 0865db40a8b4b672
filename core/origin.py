"""For whom work is done: the number of a request or of a job, on all that it causes.

Whoever begins a piece of work names it once; log lines and requests to OpenSearch carry the name,
so that what a request or a job did can be found everywhere. It follows the work, not the process: a
thread that works for another one runs in a copy of its context (``contextvars.copy_context``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog

_number: ContextVar[str] = ContextVar("partnernet_origin", default="")
_LOGGED_AS = "request"


def current() -> str:
    """Return the number of the work that this code runs for; empty where nobody named one."""
    return _number.get()


def begin(number: str) -> None:
    """Name the work that begins here and replaces what this thread worked for before."""
    _number.set(number)
    structlog.contextvars.bind_contextvars(**{_LOGGED_AS: number})


def end() -> None:
    """Say that the work that :func:`begin` named has ended."""
    _number.set("")
    structlog.contextvars.unbind_contextvars(_LOGGED_AS)


@contextmanager
def of(number: str) -> Iterator[None]:
    """Name the work of the block; afterwards what it was part of has its name again."""
    outer = _number.set(number)
    try:
        with structlog.contextvars.bound_contextvars(**{_LOGGED_AS: number}):
            yield
    finally:
        _number.reset(outer)
