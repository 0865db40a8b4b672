"""What is kept of searches: never anything that names a person, and never at a search's cost."""

from datetime import date

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from analyzers.words import listed
from core.errors import StoreUnavailable
from operations.asked import Recorder, Searched, texts
from store import queries

_NAMES = sorted(listed("person_words.txt"))
_SURNAMES = ["Novák", "Kovář", "Müller", "Bäcker", "Svobodová", "von Zwirbel", "Schmidt-Horák"]


def person_like():
    given_names = st.sampled_from(_NAMES).map(str.title)
    surnames = st.sampled_from(_SURNAMES)
    names = st.tuples(given_names, surnames).flatmap(
        lambda name: st.sampled_from(
            [" ".join(name), f"{name[1]}, {name[0]}", " ".join(name).upper(), f"truhlář {name[0]}"]
        )
    )
    digits = st.text("0123456789", min_size=6, max_size=12)
    numbers = digits.map(lambda number: f"{number[:3]} {number[3:]}")
    addresses = st.tuples(st.text("abcz", min_size=1), st.text("abcz", min_size=1)).map(
        lambda part: f"{part[0]}@{part[1]}.cz"
    )
    return st.one_of(names, numbers, addresses)


def searched(text, asker="10.0.0.1"):
    return Searched(
        text=text,
        language="de",
        collection="organisations",
        asker=asker,
        empty=True,
        empty_across=True,
    )


@pytest.fixture
def kept(monkeypatch):
    rows = []
    monkeypatch.setattr(queries, "note", lambda _store, given: rows.extend(given))
    monkeypatch.setattr(queries, "forget", lambda *_: 0)
    return rows


@pytest.fixture
def recorder(monkeypatch):
    made = Recorder(lambda: None, 90, clock=lambda: 0.0, today=lambda: date(2026, 11, 23))
    monkeypatch.setattr(made, "_start", lambda: None)  # the test flushes by itself
    return made


@given(person_like())
def test_what_may_name_a_person_is_never_kept_however_many_ask(text):
    assert texts.verdict(text) == "never"


@pytest.mark.parametrize("text", ["CNC Drehteile", "svářečské práce Ústí nad Labem", "ISO 9001"])
def test_texts_of_the_trade_are_kept(text):
    assert texts.verdict(text) == "surely"


def test_a_reload_is_counted_once_and_another_address_again(recorder, kept):
    for asker in ("a", "a", "b"):
        recorder.take(searched("Drehteile ", asker))
        recorder.take(searched("drehteile", asker))
    recorder.flush()
    (row,) = kept
    assert (row.asked.text, row.asked.times, row.asked.without_results) == ("drehteile", 2, 2)


def test_a_word_that_nobody_knows_is_counted_from_the_third_address_on(recorder, kept):
    for asker in ("a", "b", "a"):
        recorder.take(searched("Zwirbelgebäck", asker))
    recorder.flush()
    assert kept == []
    recorder.take(searched("Zwirbelgebäck", "c"))
    recorder.flush()
    assert [row.asked.times for row in kept] == [1]


def test_a_store_that_is_away_costs_a_search_nothing():
    def away():
        raise StoreUnavailable("The store's database does not answer.")

    recorder = Recorder(away, 90)
    with structlog.testing.capture_logs() as logs:
        for number in range(1_500):
            recorder.take(searched("Drehteile", str(number)))
        recorder.close()
    assert "Drehteile" not in str(logs)
