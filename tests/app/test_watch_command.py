"""``partnernet watch``: what needs no engine."""

import pytest
from click.testing import CliRunner

from commands.watch import watch
from search_app import service
from store import houses, members, watches
from tests.app import logged_in
from tests.app.logged_in import PERSON


@pytest.fixture
def house(app):
    logged_in.staff(app)
    with app.app_context():
        store = service.store()
        house = houses.named(store, "ihk-chemnitz")
        watches.add(
            store,
            house,
            name="Drehteile",
            collection="organisations",
            request={"text": "Drehteile"},
            author=PERSON,
        )
        return house


def run(settings, *arguments: str):
    return CliRunner().invoke(watch, arguments, obj=settings)


def test_a_saved_search_is_changed_and_handed_over(app, settings, house):
    done = run(settings, "change", house.key, "1", "--rhythm", "weekly", "--author", "x")
    assert "mail weekly" in done.output
    done = run(settings, "hand-over", house.key, "1", PERSON, "--author", "x")
    assert PERSON in done.output
    with app.app_context():
        store = service.store()
        (one,) = watches.of(store, house)
        assert (one.name, one.rhythm) == ("Drehteile", "weekly")
        assert one.owner == members.of(store, house)[0].id
    assert "Drehteile" in run(settings, "list", house.key).output


def test_what_cannot_be_done_says_why(app, settings, house):
    logged_in.staff(app, "ohk-most", email="jan@example.org")
    foreign = run(settings, "hand-over", house.key, "1", "jan@example.org", "--author", "x")
    assert "Choose somebody who works for" in str(foreign.exception)
    assert run(settings, "change", house.key, "1", "--rhythm", "hourly").exit_code == 2
    missing = run(settings, "change", "ohk-most", "1", "--name", "x", "--author", "x")
    assert "has no saved search 1" in str(missing.exception)
