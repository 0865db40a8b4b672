"""``partnernet mail``: what waits, whether the server takes mails, what was given up."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import store
from commands.mail import mail
from core.settings import Settings
from store import mails
from tests.mail import receiving
from tests.mail.receiving import text_of


def run(settings: Settings, *arguments: str) -> str:
    answer = CliRunner().invoke(mail, arguments, obj=settings)
    if answer.exception and not isinstance(answer.exception, SystemExit):
        return f"error: {answer.exception}"
    return answer.output


@pytest.fixture
def url() -> str:
    return "smtp://127.0.0.1:1"


@pytest.fixture
def settings(tmp_path: Path, url: str) -> Settings:
    made = receiving.settings_of(tmp_path, url)
    store.upgrade(made)
    with store.opened(made) as opened:
        eva = receiving.somebody(opened, receiving.house(opened), language="cs")
        with opened.noting() as connection:
            mails.enqueue(connection, key="x", user=eva.id, kind="test")
    return made


def test_what_waits_is_listed_and_what_was_given_up_tried_again(settings):
    assert run(settings, "list").startswith("1: test to eva@example.org, waiting")
    assert "No mail 1 was given up" in run(settings, "again", "1")
    with store.opened(settings) as opened, opened.noting() as connection:
        mails.end(connection, mails.one_in(connection, 1), "given_up", "550 nobody")
    assert "given_up" in run(settings, "list")
    assert "(550 nobody)" in run(settings, "list")
    assert run(settings, "list", "--waiting") == "There is no mail.\n"
    assert run(settings, "again", "1") == "1 waits again.\n"


def test_a_test_says_whether_the_server_took_it(settings):
    assert "cannot be reached" in run(settings, "test", "eva@example.org")
    with receiving.inbox() as inbox:
        reached = receiving.settings_of(settings.home, inbox.url)
        assert "took the mail" in run(reached, "test", "eva@example.org")
        assert "docházejí" in text_of(inbox.got[0])
