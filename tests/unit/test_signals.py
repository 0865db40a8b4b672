"""Signals that ask to stop are taken once, and then leave the end undisturbed."""

import os
import signal

import pytest

from operations.signals import raising_interrupt


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_interrupts(number):
    with pytest.raises(KeyboardInterrupt, match=number.name), raising_interrupt():
        os.kill(os.getpid(), number)


def test_a_second_signal_does_not_disturb_the_end():
    ended = []

    def work():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            ended.append("all")

    with pytest.raises(KeyboardInterrupt), raising_interrupt():
        work()
    assert ended == ["all"]


def test_an_inherited_ignored_interrupt_is_heard_and_given_back():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), raising_interrupt():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
