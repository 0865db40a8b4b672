"""All subjects of a district, by searches that are narrow enough."""

from collections import Counter

import pytest

from indexer.remote import pages
from tests.remote.fetching import DECIN_DISTRICT, SEARCH, of
from tests.remote.stub import Reply
from tests.remote.subjects import PERSON, USTI, basic, ico


def test_a_district_is_searched_by_municipality_without_natural_persons(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.add(ico(3), pravniForma="101", obchodniJmeno=PERSON)
    stub.add(ico(4), sidlo=USTI)
    fetch(district=DECIN_DISTRICT)
    assert set(fetch.delivery) == {ico(1), ico(2)}
    searches = [body for path, body in stub.asked if path == SEARCH]
    codes = [body["sidlo"]["kodObce"] for body in searches]
    assert 562335 in codes
    assert len(codes) == len(set(codes)) > 40
    assert not any({"101", "424"} & set(body["pravniForma"]) for body in searches)
    assert fetch.tally.natural_persons == 0


@pytest.mark.parametrize("forms", [["112"], ["112", "121", "141"]])
def test_a_municipality_with_more_subjects_than_a_search_gives_is_split(
    stub, fetch, monkeypatch, forms
):
    monkeypatch.setattr("tests.remote.stub.MOST", 20)
    for n in range(1, 61):
        stub.add(ico(n), pravniForma=forms[n % len(forms)], obchodniJmeno=f"{'ABČ'[n % 3]} {n}")
    stub.add(ico(99), pravniForma="121", obchodniJmeno="Zora")
    fetch(district=DECIN_DISTRICT)
    assert len(fetch.delivery) == 61
    assert fetch.tally.gaps.number == 0


def test_what_cannot_be_split_far_enough_is_told_as_a_gap(stub, fetch, monkeypatch):
    monkeypatch.setattr("tests.remote.stub.MOST", 5)
    for n in range(1, 11):
        stub.add(ico(n), obchodniJmeno=f"Same {n}")
    stub.add(ico(11), obchodniJmeno="Ypsilon")
    fetch(district=DECIN_DISTRICT)
    assert set(fetch.delivery) == {ico(11)}
    assert "The search 562335 112-112 SA left out 10 subjects" in " ".join(
        fetch.tally.gaps.sentences
    )


def test_names_that_no_beginning_finds_are_told_as_a_gap(stub, fetch, monkeypatch):
    monkeypatch.setattr("tests.remote.stub.MOST", 5)
    for n in range(1, 8):
        stub.add(ico(n), obchodniJmeno=f"{'ABC'[n % 3]}{n}")
    stub.add(ico(9), obchodniJmeno="„Uvozovky“")
    fetch(district=DECIN_DISTRICT)
    assert len(fetch.delivery) == 7
    assert fetch.tally.gaps.sentences == [
        "The search 562335 112-112 left out 1 subjects; fetch them by number with --icos."
    ]


def test_pages_that_shift_while_they_are_turned_lose_and_double_nothing(stub, fetch, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 10)
    stub.add(*(ico(n) for n in range(1, 31)))
    shifted = []

    def shift(one, start):
        if start == 10 and not shifted:
            shifted.append(True)
            one.basic = {ico(40): basic(ico(40)), **one.basic}
            one.basic.pop(ico(2))
            one.basic = {ico(41): basic(ico(41)), **one.basic}

    stub.on_page = shift
    fetch(district=DECIN_DISTRICT)
    expected = {ico(n) for n in (1, *range(2, 31), 40, 41)}
    assert set(fetch.delivery) | {ico(2)} == expected
    twice = Counter(path for path, _ in stub.asked if path != SEARCH)
    assert max(twice.values()) == 1


def test_pages_that_repeat_a_subject_give_it_once(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.basic["again"] = stub.basic[ico(1)]
    fetch(district=DECIN_DISTRICT)
    assert set(fetch.delivery) == {ico(1), ico(2)}
    assert fetch.tally.fetched == 2


def test_subjects_that_left_the_district_are_looked_up(stub, fetch):
    stub.add(ico(1), ico(2), ico(3))
    fetch(district=DECIN_DISTRICT)
    stub.basic[ico(2)] |= {"sidlo": dict(USTI), "datumAktualizace": "2026-11-20"}
    del stub.basic[ico(3)]
    fetch(district=DECIN_DISTRICT)
    assert fetch.delivery[ico(2)]["basic"]["sidlo"]["nazevObce"] == "Ústí nad Labem"
    assert fetch.delivery[ico(3)]["unknown"] is True
    assert fetch.tally.unchanged == 1


def test_a_search_with_a_misfit_is_not_taken_for_complete(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(district=DECIN_DISTRICT)
    stub.basic[ico(2)]["sidlo"] = {**stub.basic[ico(2)]["sidlo"], "psc": "x"}
    fetch(district=DECIN_DISTRICT)
    assert stub.count(of("", ico(2))) == 0
    assert fetch.delivery[ico(2)]["basic"]["sidlo"]["psc"] == 40502


def test_subjects_without_a_number_hide_none_on_later_pages(stub, fetch, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 3)
    stub.basic["none"] = basic(ico(90), ico=None, icoId="ARES_00000017")
    stub.add(*(ico(n) for n in range(1, 6)))
    fetch(district=DECIN_DISTRICT)
    assert set(fetch.delivery) == {ico(n) for n in range(1, 6)}
    assert fetch.tally.gaps.number == 0


def test_a_search_that_never_ends_is_ended(stub, fetch):
    def endless(reply):
        return Reply(200, reply.body.replace(b'"pocetCelkem": 1', b'"pocetCelkem": 999999999'))

    stub.add(ico(1))
    stub.always[SEARCH] = endless
    fetch(district=DECIN_DISTRICT)
    assert set(fetch.delivery) == {ico(1)}
    assert "left out 999999998 subjects" in fetch.tally.gaps.sentences[0]
    assert stub.count(SEARCH) < 60
