"""What a fetch asks for, what it keeps, and what it says when something does not go well."""

from collections import Counter

import pytest

from core.errors import DataError
from core.progress import Silent
from core.settings import Settings
from indexer import imports
from indexer.remote import ares as questions
from indexer.remote.fetch import Away
from indexer.remote.patience import TRIES
from tests.remote.fetching import Fetched
from tests.remote.stub import Reply, fault
from tests.remote.subjects import PERSON, USTI, basic, ico

SEARCH = "/ekonomicke-subjekty/vyhledat"
DECIN_DISTRICT = "CZ0421"


def of(kind: str, number: str) -> str:
    return f"/ekonomicke-subjekty{kind}/{number}"


def test_a_subject_is_delivered_with_all_its_parts_and_becomes_an_organisation(stub, fetch):
    stub.add(ico(1))
    result = fetch(ico(1))
    line = fetch.delivery[ico(1)]
    assert line["delivery"] == "ARES REST v3 (API description 1.3.0)"
    assert line["basic"]["obchodniJmeno"] == f"Firma {ico(1)} s.r.o."
    assert line["res"]["zaznamy"][0]["czNacePrevazujici"] == "64190"
    assert line["vr"]["zaznamy"][0]["cinnosti"]["predmetPodnikani"][0]["hodnota"]
    imports.run("ares", [result.delivery], fetch.settings, Silent())
    (found,) = imports.records(fetch.settings)
    assert (found.id, found.name) == (f"cz-{ico(1)}", f"Firma {ico(1)} s.r.o.")
    assert found.place.locality == "Děčín"
    assert found.activities == ("bankovní obchody", "pronájem nemovitostí")
    assert found.status == "active"


def test_no_person_is_written_anywhere(stub, fetch):
    stub.add(ico(1))
    stub.add(ico(2), pravniForma="101", obchodniJmeno=PERSON, dic="CZ7051014444")
    stub.faults.append(fault(500))
    result = fetch(ico(1), ico(2))
    imports.run("ares", [result.delivery], fetch.settings, Silent())
    for file in fetch.settings.home.rglob("*"):
        if file.is_file():
            content = file.read_text("utf-8")
            assert PERSON not in content
            assert "7051014444" not in content
    assert fetch.tally.natural_persons == 1
    assert set(fetch.delivery) == {ico(1)}


def test_natural_persons_that_are_wanted_are_kept_without_tax_number(stub, fetch, settings):
    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_ARES_URL": stub.url}
    fetch.settings = Settings.from_environment({**own, "PARTNERNET_NATURAL_PERSONS": "yes"})
    stub.add(ico(2), pravniForma="101", dic="CZ7051014444", dicSkDph="CZ7051014444")
    fetch(ico(2))
    assert "7051014444" not in str(fetch.delivery)
    assert fetch.delivery[ico(2)]["basic"]["pravniForma"] == "101"


def test_a_hundred_numbers_are_searched_at_once(stub, fetch):
    numbers = [ico(n) for n in range(1, 251)]
    stub.add(*numbers)
    fetch(*numbers)
    assert [len(body["ico"]) for path, body in stub.asked if path == SEARCH] == [100, 100, 50]
    assert set(fetch.delivery) == set(numbers)


def test_a_register_that_does_not_have_the_subject_is_not_asked(stub, fetch):
    stub.add(ico(1), seznamRegistraci={"stavZdrojeVr": "NEEXISTUJICI", "stavZdrojeRes": "AKTIVNI"})
    fetch(ico(1))
    assert stub.count(of("-vr", ico(1))) == 0
    assert "vr" not in fetch.delivery[ico(1)]


def test_a_part_that_is_not_there_is_none(stub, fetch):
    stub.add(ico(1))
    del stub.res[ico(1)]
    fetch(ico(1))
    assert "res" not in fetch.delivery[ico(1)]
    assert fetch.tally.fetched == 1


def test_what_did_not_change_is_not_fetched_again(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(ico(1), ico(2))
    before = (fetch.folder / "ares.jsonl").read_bytes()
    stub.asked.clear()
    fetch(ico(1), ico(2))
    assert [path for path, _ in stub.asked] == [SEARCH]
    assert (fetch.tally.fetched, fetch.tally.unchanged) == (0, 2)
    assert (fetch.folder / "ares.jsonl").read_bytes() == before


def test_what_changed_replaces_what_was_delivered(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(ico(1), ico(2))
    stub.basic[ico(2)] |= {"obchodniJmeno": "Nová s.r.o.", "datumAktualizace": "2026-11-20"}
    fetch(ico(1), ico(2))
    assert (fetch.tally.fetched, fetch.tally.unchanged) == (1, 1)
    assert fetch.delivery[ico(2)]["basic"]["obchodniJmeno"] == "Nová s.r.o."


def test_a_number_that_ares_does_not_know_is_told_and_leaves_the_import(stub, fetch):
    stub.add(ico(1), ico(2))
    imports.run("ares", [fetch(ico(1), ico(2)).delivery], fetch.settings, Silent())
    del stub.basic[ico(2)]
    result = fetch(ico(1), ico(2))
    assert fetch.tally.unknown == 1
    assert fetch.delivery[ico(2)]["unknown"] is True
    report = imports.run("ares", [result.delivery], fetch.settings, Silent())
    assert (report.manifest.organisations, report.manifest.skipped) == (1, {"ended": 1})
    ended = {one.id: one for one in imports.records(fetch.settings)}[f"cz-{ico(2)}"]
    assert (ended.status, ended.name) == ("ended", f"Firma {ico(2)} s.r.o.")
    assert ended.provenance[0].date == "2026-11-23"


def test_a_number_that_ares_never_knew_is_told_and_nothing_made_of_it(stub, fetch):
    stub.add(ico(1))
    report = imports.run("ares", [fetch(ico(1), ico(2)).delivery], fetch.settings, Silent())
    assert report.manifest.skipped == {"ended": 1}
    assert [one.id for one in imports.records(fetch.settings)] == [f"cz-{ico(1)}"]


def test_a_number_that_is_known_again_is_an_organisation_again(stub, fetch):
    stub.add(ico(1))
    fetch(ico(1))
    kept = stub.basic.pop(ico(1))
    fetch(ico(1))
    stub.basic[ico(1)] = kept
    report = imports.run("ares", [fetch(ico(1)).delivery], fetch.settings, Silent())
    assert (report.manifest.organisations, report.manifest.skipped) == (1, {})


@pytest.mark.parametrize(("days", "told"), [(29, "2026-11-23"), (31, "2026-12-24")])
def test_a_subject_that_does_not_change_is_confirmed_now_and_then(stub, fetch, time, days, told):
    stub.add(ico(1), datumAktualizace="2019-01-01")
    fetch(ico(1))
    time.seconds += days * 24 * 60 * 60
    stub.asked.clear()
    result = fetch(ico(1))
    assert fetch.tally.unchanged == 1
    assert [path for path, _ in stub.asked] == [SEARCH]
    imports.run("ares", [result.delivery], fetch.settings, Silent())
    (found,) = imports.records(fetch.settings)
    assert {one.date for one in found.provenance} == {told}


def test_a_subject_that_ended_leaves_the_import(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(ico(1), ico(2))
    stub.basic[ico(2)] |= {"datumZaniku": "2026-11-10", "datumAktualizace": "2026-11-10"}
    report = imports.run("ares", [fetch(ico(1), ico(2)).delivery], fetch.settings, Silent())
    assert (report.manifest.organisations, report.manifest.skipped) == (1, {"ended": 1})


def test_a_subject_that_a_search_does_not_give_is_looked_up(stub, fetch):
    stub.add(ico(1))
    stub.faults.append(lambda _: Reply(200, b'{"pocetCelkem": 0, "ekonomickeSubjekty": []}'))
    fetch(ico(1))
    assert stub.count(of("", ico(1))) == 1
    assert ico(1) in fetch.delivery


def test_an_answer_that_does_not_fit_leaves_the_others(stub, fetch):
    stub.add(ico(1), ico(2), ico(3))
    stub.basic[ico(2)]["sidlo"] = {"psc": "400 01"}
    stub.vr[ico(3)] = {"subjekt": {}}
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1)}
    said = " ".join(fetch.tally.misfits.sentences)
    assert f"{of('', ico(2))} answered otherwise than ARES REST v3" in said
    assert "sidlo.psc is no integer" in said
    assert f"{of('-vr', ico(3))} answered" in said
    assert "has no zaznamy" in said


def test_when_no_answer_fits_the_fetch_says_so_and_keeps_the_delivery(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(ico(1), ico(2))
    before = fetch.delivery
    for number in (ico(1), ico(2)):
        stub.basic[number]["pravniForma"] = {"kod": 112}
    with pytest.raises(DataError, match=r"None of \d answers fits. .*pravniForma is no string"):
        fetch(ico(1), ico(2))
    assert fetch.delivery == before


def test_an_answer_on_another_subject_is_not_taken(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.vr[ico(1)] = stub.vr[ico(2)]
    fetch(ico(1), ico(2))
    assert set(fetch.delivery) == {ico(2)}
    assert "answered with another subject" in fetch.tally.misfits.sentences[0]


def test_keys_of_a_newer_version_are_named(stub, fetch):
    stub.add(ico(1), noveUdaje={"x": 1})
    assert fetch(ico(1)).unknown_keys == {"noveUdaje", "zaznamy.novyOrgan"}


def test_one_subject_that_cannot_be_had_leaves_the_others_and_is_asked_next_time(stub, fetch):
    stub.add(ico(1), ico(2), ico(3))
    stub.always[of("-vr", ico(2))] = fault(500)
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1), ico(3)}
    assert fetch.tally.failed.number == 1
    stub.always.clear()
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1), ico(2), ico(3)}


def test_a_server_that_is_away_ends_the_fetch_and_what_was_fetched_stays(stub, fetch):
    numbers = [ico(n) for n in range(1, 11)]
    stub.add(*numbers)
    stub.always |= {of("-res", number): fault(503) for number in numbers[4:]}
    with pytest.raises(Away, match="status 503"):
        fetch(*numbers)
    assert fetch.tally.fetched == 4
    assert fetch.tally.failed.number == 3
    assert stub.count(of("-res", numbers[6])) == TRIES
    assert stub.count(of("-res", numbers[7])) == 0
    stub.always.clear()
    stub.asked.clear()
    fetch(*numbers)
    assert set(fetch.delivery) == set(numbers)
    assert stub.count(of("-res", numbers[0])) == 0


def test_a_server_that_wants_to_be_left_alone_ends_the_fetch_at_once(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.faults.extend([None, None, fault(429, Retry_After="7200")])
    with pytest.raises(Away, match="120 minutes"):
        fetch(ico(1), ico(2))
    assert len(stub.asked) == 3


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
    monkeypatch.setattr(questions, "_PAGE", 10)
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


def batch(register: str, number: int, day: str, **changes: str) -> dict[str, object]:
    told = [{"icoId": one, "typZmeny": kind} for one, kind in changes.items()]
    return {
        "datovyZdroj": register,
        "cisloDavky": number,
        "datumUvolneniDavky": day,
        "seznamNotifikaci": told,
    }


@pytest.fixture
def changing(stub, fetch: Fetched) -> Fetched:
    """Four subjects in the delivery, and the lists of what changed since."""
    stub.add(*(ico(n) for n in range(1, 5)))
    fetch(district=DECIN_DISTRICT)
    stub.batches = [batch(one, 1, "2026-11-01") for one in ("ros", "res", "vr")]
    stub.asked.clear()
    return fetch


def test_since_a_day_only_what_ares_lists_as_changed_is_fetched(stub, changing):
    stub.batches += [
        batch("vr", 2, "2026-11-10", **{ico(1): "UPD", ico(9): "UPD", "ARES_00000017": "UPD"}),
        batch("res", 3, "2026-11-20", **{ico(2): "DEL"}),
        batch("ros", 4, "2026-11-02", **{ico(3): "UPD"}),
    ]
    del stub.basic[ico(2)]
    stub.vr[ico(1)]["zaznamy"][0]["obchodniJmeno"][0]["hodnota"] = "Nová s.r.o."
    changing(district=DECIN_DISTRICT, since="2026-11-05")
    assert "Nová" in str(changing.delivery[ico(1)]["vr"])
    assert changing.delivery[ico(2)]["unknown"] is True
    asked = {path for path, _ in stub.asked}
    assert of("-vr", ico(3)) not in asked
    assert of("-vr", ico(9)) not in asked


def test_since_a_day_new_subjects_of_the_district_are_fetched(stub, changing):
    stub.add(ico(5), ico(6))
    stub.basic[ico(6)]["sidlo"] = dict(USTI)
    stub.batches.append(batch("res", 2, "2026-11-20", **{ico(5): "INS", ico(6): "INS"}))
    changing(district=DECIN_DISTRICT, since="2026-11-05")
    assert set(changing.delivery) == {ico(n) for n in range(1, 6)}


def test_since_a_day_that_the_lists_do_not_reach_all_are_compared(stub, changing):
    said = []
    stub.batches.append(batch("res", 2, "2026-11-20", **{ico(1): "UPD"}))
    progress = Silent()
    progress.say = said.append
    changing.progress = progress
    changing(district=DECIN_DISTRICT, since="2026-10-01")
    assert "no lists of changes any more that reach back to 2026-10-01" in said[0]
    assert changing.tally.unchanged == 4


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["Byl zjištěn úpadek dlužníka."], "insolvency"),
        (["Byl zjištěn úpadek dlužníka.", "Konkurs se zrušuje."], "active"),
        ([], "insolvency"),
    ],
)
def test_an_insolvency_is_told_without_the_words_that_name_persons(stub, fetch, words, status):
    stub.add(ico(1))
    notes = [
        {"datumZapisu": f"2026-0{n}-01", "text": f"{text} Správce: {PERSON}."}
        for n, text in enumerate(words, start=1)
    ]
    stub.vr[ico(1)]["zaznamy"][0]["insolvence"] = [
        {"datumZapisu": "2026-01-01", "insolvencniZapis": notes}
    ]
    imports.run("ares", [fetch(ico(1)).delivery], fetch.settings, Silent())
    (found,) = imports.records(fetch.settings)
    assert found.status == status
    assert PERSON not in str(fetch.delivery)
