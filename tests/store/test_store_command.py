"""``partnernet store`` and the doctor, on both databases."""

from click.testing import CliRunner, Result

import store as relational_store
from commands.store import store
from operations.diagnosis import State
from operations.diagnosis import store as diagnosis
from store import blocks
from tests.store.conftest import settings_of
from tests.store.test_schema import WANTED, set_version


def run(settings, *arguments: str) -> Result:
    return CliRunner().invoke(store, arguments, obj=settings)


def test_a_store_is_made_and_then_up_to_date(settings):
    before = run(settings, "status")
    assert before.exit_code == 0
    assert f"not there yet\n  tables of version -, wanted {WANTED}" in before.output
    said = [run(settings, "upgrade").output.splitlines()[-1] for _ in range(2)]
    assert said == [
        f"The store is now of version {WANTED}, before: none.",
        f"The store is up to date (version {WANTED}).",
    ]
    with relational_store.opened(settings) as opened:
        blocks.add(opened, organisation="cz-1", reason="x", author="y")
    after = run(settings, "status")
    assert "up to date\n" in after.output
    assert "1 blocks and 0 link decisions hold; 1 changes" in after.output


def test_a_store_that_must_change_is_told_with_status_1(settings):
    relational_store.upgrade(settings)
    set_version(settings, "9042")
    told = run(settings, "status")
    assert told.exit_code == 1
    assert "of a newer version than this program; install that one" in told.output


def test_the_doctor_tells_how_the_store_is(settings):
    before = diagnosis.examine(settings)
    if settings.store_url is None:
        assert (before.state, before.words[-13:]) == (State.LATER, "will be made.")
    else:
        assert before.state is State.WRONG
        assert "run `partnernet store upgrade`" in before.words
    relational_store.upgrade(settings)
    assert diagnosis.examine(settings).state is State.GOOD
    set_version(settings, "9042")
    newer = diagnosis.examine(settings)
    assert newer.state is State.WRONG
    assert f"newer PartnerNet (9042; {WANTED} is wanted)" in newer.words


def test_the_doctor_tells_an_older_store(settings, monkeypatch):
    relational_store.upgrade(settings)
    monkeypatch.setattr("store.schema._head", lambda: "9001")
    found = diagnosis.examine(settings)
    assert found.state is (State.LATER if settings.store_url is None else State.WRONG)
    assert f"{WANTED}; 9001 is wanted" in found.words


def test_the_doctor_tells_a_store_that_is_away(tmp_path):
    away = settings_of(tmp_path, PARTNERNET_STORE_URL="postgresql://a:b@127.0.0.1:9/c")
    found = diagnosis.examine(away)
    assert found.state is State.WRONG
    assert "see that PostgreSQL runs" in found.words
