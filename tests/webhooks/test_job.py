"""The job, its schedule and the feeds over a live index: what one saved search reports goes out."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import search_app
import store
from commands.worker import worker
from core.progress import Silent
from core.settings import Settings
from operations import tasks
from operations.jobs import scheduling
from operations.jobs.context import JobContext
from operations.jobs.schedule import Schedule
from operations.webhooks import running, speaking
from search_app.feeds.routes import KEY
from search_app.posts import Posts
from store import Store, deliveries, feeds, members, webhooks
from tests.webhooks.receiver import Certificate, Receiver, sender
from tests.webhooks.reporting import AUTHOR, house, report, watch

FIRM, EVENT = "cz-1", "e-1"


@pytest.fixture
def settings(region: Settings, tmp_path: Path) -> Settings:
    """A home of its own over the index of all tests."""
    return dataclasses.replace(region, home=tmp_path, address="https://partner.example.org")


@pytest.fixture
def opened(settings: Settings) -> Iterator[Store]:
    store.upgrade(settings)
    with store.opened(settings) as opened:
        yield opened


@pytest.fixture
def speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the worker's command does."""
    monkeypatch.setattr(speaking, "_makers", [])
    speaking.speak_with(Posts)


def go_round(settings: Settings, opened: Store, moment: datetime) -> list[str]:
    scheduling.go_round(settings, opened, moment, planned=Schedule("Europe/Berlin", ()))
    return [job.kind for job in store.jobs.waiting(opened, at=moment)]


@pytest.mark.engine
@pytest.mark.usefixtures("speaks")
def test_what_a_saved_search_reports_is_asked_for_posted_and_in_the_feeds(
    settings: Settings,
    opened: Store,
    node_url: str,
    certificate: Certificate,
    receiver: Receiver,
) -> None:
    ihk = house(opened)
    saved = watch(opened, ihk), watch(opened, ihk, "Zulieferer", collection="offers")
    webhooks.add(opened, ihk, url=receiver.url(), language="de", author=AUTHOR)
    moment = datetime.now(UTC) + timedelta(seconds=1)
    assert go_round(settings, opened, moment) == []
    report(opened, saved[0], thing=FIRM)
    report(opened, saved[1], thing=EVENT)
    report(opened, saved[0], thing="nobody", content="x")
    assert go_round(settings, opened, moment) == ["webhooks"]
    assert go_round(settings, opened, moment) == ["webhooks"]

    (job,) = store.jobs.waiting(opened, at=moment)
    context = JobContext(settings, opened, job, Silent())
    outcome = running.run(context, sender(certificate))
    told = {
        body["thing"]["id"]: body
        for body in (json.loads(post["body"])["data"] for post in receiver.posts)
    }
    assert set(told) == {FIRM, EVENT}
    assert outcome == {"queued": 3, "arrived": 2, "untold": 1}
    assert running.run(context, sender(certificate)) == {"queued": 0}
    assert not deliveries.wanted(opened)
    assert told[FIRM]["reasons"]
    assert "soustruž" in " ".join(told[FIRM]["reasons"])
    assert told[EVENT]["thing"]["starts"] == "2026-12-08"

    app = search_app.create_app(settings, node_url)
    clerk = members.add(
        opened, ihk, email=AUTHOR, name="", language="de", role="member", author="test"
    )
    path = f"/feeds/{feeds.token(opened, app.config[KEY], clerk)}"
    atom = etree.fromstring(app.test_client().get(f"{path}/alerts.atom").data)
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    calendar = app.test_client().get(f"{path}/events.ics").text
    assert "DTSTART;VALUE=DATE:20261208" in calendar
    assert calendar.count("BEGIN:VEVENT") == 1


def test_a_worker_knows_who_words_its_posts(
    settings_of_a_worker: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "_makers", [])
    monkeypatch.setattr(tasks, "work", lambda _settings: 0)
    with pytest.raises(LookupError):
        speaking.words(settings_of_a_worker, None)
    assert CliRunner().invoke(worker, obj=settings_of_a_worker).exit_code == 0
    assert isinstance(speaking.words(settings_of_a_worker, None), Posts)


@pytest.fixture
def settings_of_a_worker(tmp_path: Path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})
