"""``partnernet webhook``: what an administrator on the machine can look at and do."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.webhook import webhook
from store import audit, deliveries, webhooks
from tests.webhooks.reporting import AUTHOR, house, opened_in, report, settings_of, watch

URL = "https://127.0.0.1/secret-part"


@pytest.fixture
def run(tmp_path: Path):
    def run(*arguments: str):
        return CliRunner().invoke(webhook, arguments, obj=settings_of(tmp_path))

    return run


def test_it_lists_what_is_posted_to_and_what_became_of_it(run, tmp_path):
    with opened_in(tmp_path) as opened:
        ihk = house(opened)
        assert "has no webhook" in run("list", ihk.key).output
        made = webhooks.add(opened, ihk, url=URL, language="de", author=AUTHOR)
        report(opened, watch(opened, ihk))
        deliveries.queue(opened)
        (delivery,) = deliveries.due(opened, made, 1)
        deliveries.failed(opened, delivery, "status 503", again=None)
    listed = run("list", "ihk-chemnitz").output
    assert listed.startswith("1: 127.0.0.1, nothing arrives since ")
    assert "given_up (status 503)" in listed
    assert "secret-part" not in listed


def test_a_test_says_why_it_did_not_arrive_and_no_private_address_is_posted_to(run, tmp_path):
    with opened_in(tmp_path) as opened:
        webhooks.add(opened, house(opened), url=URL, language="de", author=AUTHOR)
    failed = run("test", "ihk-chemnitz", "1")
    assert failed.exit_code == 1
    assert str(failed.exception) == "The test did not arrive at 127.0.0.1: address private."


def test_a_paused_one_goes_on(run, tmp_path):
    with opened_in(tmp_path) as opened:
        ihk = house(opened)
        webhooks.add(opened, ihk, url=URL, language="de", author=AUTHOR)
        webhooks.pause(opened, ihk, 1, author=AUTHOR)
        assert "paused since" in run("list", ihk.key).output
        assert run("resume", ihk.key, "1", "--author", "anna").output == (
            "1: 127.0.0.1, posted to\n"
        )
        assert audit.entries(opened)[0].actor == "anna"
        assert run("resume", ihk.key, "2", "--author", "anna").exit_code == 1
