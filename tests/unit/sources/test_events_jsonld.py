"""Events of web pages and JSON-LD files. All are invented."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sources.reading import DATA, Read

TODAY = date(2026, 11, 23)
PAGE = DATA / "events" / "akce_portal_invented.html"


def read(file: Path, mapping: Path | None = None) -> Read:
    return Read("jsonld", file, mapping=mapping, today=TODAY)


def node(**changes: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "BusinessEvent",
        "name": "Treffen der Betriebe",
        "startDate": "2027-03-04",
        **changes,
    }


def document(folder: Path, *nodes: Any, name: str = "akce.jsonld") -> Read:
    file = folder / name
    content = nodes[0] if len(nodes) == 1 else list(nodes)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    return read(file)


def test_a_page_is_read_without_the_persons_in_it():
    found = read(PAGE)
    fair, seminar = found.records
    assert fair.title == "Kooperační burza strojírenství & automobilového průmyslu"
    assert fair.text.splitlines()[0] == "Setkání českých a saských firem."
    assert (fair.starts, fair.ends) == ("2027-03-04T09:00:00+01:00", "2027-03-04T16:00:00+01:00")
    assert (fair.place.postal_code, fair.place.latitude) == ("40001", 50.661)
    assert fair.place.district == "CZ0427"
    assert (fair.language, fair.country, fair.url) == ("cs", "CZ", "https://portal.example/akce/1")
    assert fair.organisation_name == "Vzorová hospodářská komora"
    assert (seminar.starts, seminar.place, seminar.language) == ("2027-04-01", None, "cs")
    assert found.skipped == ["cancelled"]
    assert found.rejected == [(28, "not_json")]
    said = repr(found.outcomes)
    assert not [name for name in ("Jana", "jana@", "Karel", "meet.example") if name in said]


def test_lists_of_events_are_found_wherever_they_are_nested(tmp_path):
    listed = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "ListItem", "item": node(name="Eins")}],
    }
    house = {"@type": "Organization", "name": "Haus", "event": [node(name="Zwei")]}
    festival = node(name="Drei", subEvent=[node(name="Vier")], superEvent=node(name="Nicht"))
    found = document(tmp_path, {"@graph": [listed, house]}, festival)
    assert [one.title for one in found.records] == ["Eins", "Zwei", "Drei", "Vier"]


@pytest.mark.parametrize(
    "kind",
    ["Event", "schema:Event", "https://schema.org/ExhibitionEvent", ["Thing", "Festival"]],
)
def test_subtypes_are_events_however_their_vocabulary_is_written(tmp_path, kind):
    assert document(tmp_path, node(**{"@type": kind})).only.title == "Treffen der Betriebe"


def test_one_line_each_is_read_and_a_broken_line_is_rejected_with_its_number(tmp_path):
    file = tmp_path / "akce.jsonl"
    lines = [json.dumps(node(name="Eins")), '{"@type": "Event", "na', json.dumps(node(name="Zwei"))]
    file.write_text("\n".join(lines), "utf-8")
    found = read(file)
    assert [one.provenance[0].line for one in found.records] == [1, 3]
    assert found.rejected == [(2, "not_json")]


def test_the_text_in_the_language_of_the_event_is_taken(tmp_path):
    name = [{"@value": "Setkání", "@language": "cs"}, {"@value": "Treffen", "@language": "de"}]
    assert document(tmp_path, node(name=name, inLanguage="de-DE")).only.title == "Treffen"
    assert document(tmp_path, node(name=name)).only.title == "Setkání"
    assert document(tmp_path, node(name=name)).only.language == "cs"


@pytest.mark.parametrize(
    ("location", "locality", "country"),
    [
        ("Messering 6, 01067 Dresden", "Dresden", "DE"),
        ({"@type": "Place", "name": "Liberec"}, "Liberec", "CZ"),
        ({"@type": "Place", "address": "Dlouhá 1, 405 02 Děčín"}, "Děčín", "CZ"),
        (
            {"@type": "Place", "address": {"addressLocality": "Zittau", "postalCode": 2763}},
            "Zittau",
            "DE",
        ),
        (
            {
                "@type": "Place",
                "address": {
                    "addressLocality": "Wien",
                    "addressCountry": {"@type": "Country", "name": "Österreich"},
                },
            },
            "Wien",
            "AT",
        ),
        (
            [
                {"@type": "VirtualLocation"},
                {"@type": "Place", "address": {"addressLocality": "Aš"}},
            ],
            "Aš",
            "CZ",
        ),
    ],
)
def test_places_are_read_in_all_their_shapes(tmp_path, location, locality, country):
    found = document(tmp_path, node(location=location)).only
    assert (found.place.locality, found.country) == (locality, country)


@pytest.mark.parametrize(
    "organizer",
    [
        {"@type": "Person", "name": "Hans Geheim"},
        "Hans Geheim",
        {"name": "Hans Geheim"},
        [{"@type": ["Person", "Organization"][:1], "name": "Hans Geheim"}],
    ],
)
def test_an_organiser_that_may_be_a_person_is_not_read(tmp_path, organizer):
    assert "Geheim" not in repr(document(tmp_path, node(organizer=organizer)).outcomes)


@pytest.mark.parametrize("status", ["EventCancelled", "https://schema.org/EventPostponed"])
def test_what_is_called_off_is_left_out(tmp_path, status):
    assert document(tmp_path, node(eventStatus=status)).skipped == ["cancelled"]


def test_an_event_that_two_pages_tell_is_taken_once(tmp_path):
    for name in ("eins.json", "zwei.json"):
        (tmp_path / name).write_text(json.dumps(node(url="https://x.example/1")), "utf-8")
    found = read(tmp_path)
    assert len(found.records) == 1
    assert found.skipped == ["superseded"]


def test_an_end_before_the_begin_is_dropped_and_a_begin_that_is_none_rejects(tmp_path):
    found = document(tmp_path, node(endDate="2027-03-01"), node(startDate="bald", name="B"))
    assert found.only.ends == ""
    assert found.remarks == [(0, "bad_date")]
    assert found.rejected == [(0, "no_date")]


def test_half_a_character_becomes_a_question_mark_and_a_whole_one_stays(tmp_path):
    file = tmp_path / "akce.jsonld"
    text = json.dumps(node(name="NAME"))
    file.write_text(text.replace("NAME", r"Z\ud800ittau, \ud83d\ude00"), "utf-8")
    assert [one.title for one in read(file).records] == ["Z?ittau, \N{GRINNING FACE}"]


def test_a_page_in_the_code_page_that_it_names_is_read(tmp_path):
    text = PAGE.read_text("utf-8").replace('charset="utf-8"', 'charset="windows-1250"')
    file = tmp_path / "stranka.html"
    file.write_bytes(text.encode("cp1250"))
    assert read(file).records[0].title.startswith("Kooperační burza")


def test_a_context_is_never_loaded(tmp_path, monkeypatch):
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    found = document(tmp_path, node(**{"@context": "https://context.example/ctx.jsonld"}))
    assert len(found.records) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body>Akce</body></html>", "holds no JSON-LD"),
        (b'{"@type": "Event", "na', "neither a web page nor JSON"),
        (b'{"@type": "Person", "name": "Hans"}', "holds no schema.org/Event"),
        (b"\xff\xfa\x81", "is no UTF-8"),
        (b"[" * 100_000, "neither a web page nor JSON"),
    ],
)
def test_what_holds_no_event_is_named(tmp_path, content, said):
    file = tmp_path / "a.json"
    file.write_bytes(content)
    found = read(file)
    assert found.records == []
    assert said in found.details[0]
