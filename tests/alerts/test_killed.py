"""Work on alerts, killed at named points: none is lost, none is there or told twice."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import store
from core.settings import Settings
from engine.client import Engine
from operations.alerts import judge
from tests.alerts.reporting import copied, half_live, killed_at, loaded, more, told, work
from tests.webhooks import receiver as receivers
from tests.webhooks.receiver import Certificate, Receiver

pytestmark = pytest.mark.engine

JUDGING = (
    "compared",
    "watches planned",
    "queries stored",
    "held against",
    "alerts written",
    "alerts noted",
    "all judged",
)
"""``alerts written`` lies within a transaction, which ends with its process."""
POSTING = ("webhooks queued", "webhook due", "webhook posted")
FIRST = ("compared", "first noted", "all judged")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return receivers.certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def receiver(certificate: Certificate) -> Iterator[Receiver]:
    with receivers.receiving(certificate) as receiver:
        yield receiver


@pytest.fixture(scope="module")
def unjudged(
    node_settings: Settings,
    engine: Engine,
    receiver: Receiver,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """A home whose live index has what nobody has judged yet; copied, never worked on."""
    folder = tmp_path_factory.mktemp("unjudged")
    own = dataclasses.replace(node_settings, home=folder / "home", store_url=None)
    own.home.mkdir()
    model = loaded(own.embedding)
    half_live(own, engine, model, folder, receiver.url())
    more(own, engine, model, folder)
    return own


@pytest.fixture(scope="module")
def undisturbed(
    unjudged: Settings, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[int, str, str]]:
    """What a run brings that nobody disturbs."""
    own = copied(unjudged, tmp_path_factory.mktemp("undisturbed") / "home")
    judge(own, engine, loaded(own.embedding))
    return told(own)


@pytest.mark.parametrize("point", JUDGING)
def test_alerts_of_killed_work_are_those_of_undisturbed_work(
    unjudged: Settings,
    undisturbed: list[tuple[int, str, str]],
    engine: Engine,
    certificate: Certificate,
    tmp_path: Path,
    point: str,
) -> None:
    own = copied(unjudged, tmp_path / "home")
    killed_at(own, certificate, point)
    for _ in range(2):
        judge(own, engine, loaded(own.embedding))
    assert told(own) == undisturbed
    assert len(undisturbed) > 3


@pytest.mark.parametrize("point", POSTING)
def test_alerts_and_posts_of_killed_work_are_those_of_undisturbed_work(
    unjudged: Settings,
    undisturbed: list[tuple[int, str, str]],
    certificate: Certificate,
    receiver: Receiver,
    tmp_path: Path,
    point: str,
) -> None:
    own = copied(unjudged, tmp_path / "home")
    receiver.posts.clear()
    killed_at(own, certificate, point)
    work(own, certificate)
    work(own, certificate)
    assert told(own) == undisturbed
    # A post may come once more where its process died before it was noted; receivers know it by
    # its number.
    posted = Counter(post["headers"]["webhook-id"] for post in receiver.posts)
    assert len(posted) == len(undisturbed)
    assert sum(posted.values()) - len(posted) == (1 if point == "webhook posted" else 0)
    things = {json.loads(post["body"])["data"]["thing"]["id"] for post in receiver.posts}
    assert things == {thing for _, thing, _ in undisturbed}


@pytest.mark.parametrize("point", FIRST)
def test_a_first_run_that_is_killed_reports_nothing_of_what_was_there(
    unjudged: Settings, engine: Engine, certificate: Certificate, tmp_path: Path, point: str
) -> None:
    own = dataclasses.replace(unjudged, home=tmp_path / "home")
    own.home.mkdir()
    with store.opened(own) as opened:
        house = store.houses.add(opened, key="ihk", name="IHK", author="test")
        store.watches.add(
            opened, house, name="Czech", collection="organisations", request={"country": "CZ"},
            author="test",
        )  # fmt: skip
    killed_at(own, certificate, point)
    assert judge(own, engine, loaded(own.embedding)).alerts == 0
    assert told(own) == []
