"""Ctrl-C, a service manager's stop and a closed terminal: one way to be asked to end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKS_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def raising_interrupt() -> Iterator[None]:
    """Turn the first of these signals into KeyboardInterrupt and ignore those that follow.

    What was started is then stopped undisturbed. SIGINT is set too: a job started in the
    background of a script inherits it as ignored.
    """
    before = {number: signal.getsignal(number) for number in _ASKS_TO_STOP}

    def interrupt(number: int, _frame: FrameType | None) -> None:
        for one in _ASKS_TO_STOP:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt(signal.Signals(number).name)

    for number in _ASKS_TO_STOP:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
