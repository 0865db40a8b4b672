"""What a fetch by number asks for, keeps and delivers."""

import pytest

from core.progress import Silent
from core.settings import Settings
from indexer import imports
from tests.remote.fetching import SEARCH, of
from tests.remote.stub import Reply, fault
from tests.remote.subjects import PERSON, ico


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
