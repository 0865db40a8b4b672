"""What is told before a search is saved, in figures and in words."""

from datetime import timedelta

import pytest

from matching.answer import SearchAnswer
from matching.request import SearchRequest
from operations.alerts import saving
from operations.alerts.saving import Foreseen
from search_app import service
from search_app.house import watch_words
from store import alerts, moments
from store.alerts import Fit, Thing
from tests.app.scripted import Scripted


def foreseen(**told: object) -> Foreseen:
    usual = {
        "total": 12,
        "all": 1000,
        "by_filters": 12,
        "reported": 9,
        "days": 90,
        "estimated": False,
    }
    return Foreseen(**{**usual, **told})


class Counting(Scripted):
    """Fits every second change; answers each search with the total that it is told."""

    def __init__(self, **totals: int) -> None:
        super().__init__()
        self.totals = totals
        self.tried: list[int] = []

    def search(self, request: SearchRequest) -> SearchAnswer:
        key = "words" if request.text else "filters" if request.country else "all"
        self.total = self.totals[key]
        return super().search(request)

    def among(self, request, ids):
        self.tried.append(len(ids))
        return frozenset(one for one in ids if int(one) % 2)


@pytest.fixture
def opened(app):
    with app.app_context():
        return service.store()


def changes(opened, monkeypatch, number: int, days_ago: int) -> None:
    """Let ``number`` things be noted as changed some days ago."""
    moment = moments.now() - timedelta(days=days_ago)
    with monkeypatch.context() as patch:
        patch.setattr(alerts, "now", lambda: moment)
        fits = [
            Fit(thing=Thing(id=str(n), hash="h", content="c"), watches=frozenset())
            for n in range(number)
        ]
        alerts.note(opened, "organisations", fits)


def test_figures_are_of_the_days_for_which_changes_are_known(opened, monkeypatch):
    changes(opened, monkeypatch, 10, days_ago=20)
    request = SearchRequest(text="Drehteile", country="CZ", page=7)
    found = saving.foresee(opened, Counting(words=4, filters=9, all=90), request)
    assert (found.total, found.all, found.reported, found.days) == (4, 90, 5, 20)
    assert not found.estimated
    assert found.a_week == pytest.approx(5 / (20 / 7))


def test_of_very_many_changes_a_part_is_tried_and_said_to_be_about(opened, monkeypatch):
    monkeypatch.setattr(saving, "_MOST_ASKED", 10)
    changes(opened, monkeypatch, 45, days_ago=20)
    searcher = Counting(words=4, filters=9, all=90)
    found = saving.foresee(opened, searcher, SearchRequest(text="Drehteile"))
    assert sum(searcher.tried) <= 10
    assert found.estimated
    assert 0 <= found.reported <= 45


def test_filters_that_shut_everything_out_are_told_from_words_that_find_nothing(opened):
    request = SearchRequest(text="Drehteile", country="CZ")
    never = saving.foresee(opened, Counting(words=0, filters=0, all=90), request)
    nothing = saving.foresee(opened, Counting(words=0, filters=5, all=90), request)
    assert (never.never_matches, never.finds_nothing) == (True, True)
    assert (nothing.never_matches, nothing.finds_nothing) == (False, True)


@pytest.mark.parametrize(
    ("told", "warns"),
    [
        ({}, ""),
        ({"total": 0, "by_filters": 0}, "nie melden"),
        ({"total": 0, "by_filters": 3}, "Im Augenblick passt nichts"),
        ({"total": 501}, "zu weit gefasst"),
        ({"reported": 643}, "zu weit gefasst"),
        ({"reported": 642}, ""),
        ({"reported": 60, "days": 7}, "zu weit gefasst"),
        ({"reported": 60, "days": 6}, ""),
    ],
)
def test_a_search_is_warned_of_that_is_too_broad_or_finds_nothing(app, told, warns):
    with app.test_request_context("/de/"):
        said = watch_words.warning(foreseen(**told))
    assert warns in said
    assert bool(said) == bool(warns)


@pytest.mark.parametrize(
    ("language", "told", "said"),
    [
        ("de", {}, "Sie hätte sich in den letzten 90 Tagen 9-mal gemeldet."),
        ("de", {"reported": 1}, "Sie hätte sich in den letzten 90 Tagen einmal gemeldet."),
        ("de", {"reported": 0, "days": 1}, "Sie hätte am letzten Tag nichts gemeldet."),
        ("de", {"days": 0}, "Wie oft sie sich gemeldet hätte, lässt sich noch nicht sagen"),
        ("de", {"reported": 26}, "Das sind etwa 2 in der Woche."),
        ("cs", {"estimated": True}, "Za posledních 90 dní by se ozvalo asi 9×."),
        ("cs", {"reported": 1, "days": 3}, "Za poslední 3 dny by se ozvalo jednou."),
        ("en", {}, "It would have reported 9 times in the last 90 days."),
    ],
)
def test_how_often_it_would_have_reported_is_a_sentence(app, language, told, said):
    with app.test_request_context(f"/{language}/"):
        assert said in watch_words.would_have_reported(foreseen(**told))
