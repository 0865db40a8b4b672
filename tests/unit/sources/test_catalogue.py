"""The catalogue format and the notices that map to it."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from core.records import Edition, Identifier, Kind, Offer, Organisation, Sector
from indexer.sources.entry import KEYS, Coded, EntryType, Numbers, Position
from indexer.sources.marks import MOST_MEMBERS
from tests.unit.sources.reading import NOTICES, Read

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "indexer" / "sources" / "catalogue.schema.json").read_text("utf-8"))


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "type": "request",
        "id": "R-1/2026",
        "language": "de",
        "country": "DE",
        "title": "Zulieferer für Drehteile",
        **changes,
    }


def catalogue(folder: Path, *entries: Any) -> Read:
    file = folder / "katalog.jsonl"
    file.write_bytes(b"".join(json.dumps(one).encode() + b"\n" for one in entries))
    return Read("catalogue", file)


def test_a_request_keeps_its_id_and_all_that_it_tells(tmp_path):
    found = catalogue(
        tmp_path,
        entry(
            text=["Edelstahl.", "500 Stück.", "Edelstahl."],
            cpv=["44316000-8", "44316000"],
            sectors=["25.53", {"code": "25.61", "edition": "NACE2"}],
            place={"locality": "Děčín", "postal_code": 40502, "lat": 50.78, "lon": 14.21},
            country="cz",
            starts="2026-11-23T18:00",
            ends="31. 12. 2026",
            organisation="cz-26168685",
            date="2026-11-01",
            url="https://x.example",
        ),
    ).only
    assert isinstance(found, Offer)
    assert (found.id, found.type, found.language, found.country) == (
        "R-1/2026",
        "request",
        "de",
        "CZ",
    )
    assert found.text == "Edelstahl.\n500 Stück."
    assert found.cpv == ("44316000",)
    assert found.sectors[0] == Sector(
        code="25.53", original="25.53", edition="NACE2.1", primary=True
    )
    assert {one.code for one in found.sectors} == {"25.53", "25.51", "25.52"}
    assert (found.place.district, found.place.latitude) == ("CZ0421", 50.78)
    assert (found.starts, found.ends) == ("2026-11-23T18:00:00", "2026-12-31")
    assert found.organisation == "cz-26168685"
    assert (found.provenance[0].key, found.provenance[0].date) == ("R-1/2026", "2026-11-01")


def test_an_organisation_is_read(tmp_path):
    found = catalogue(
        tmp_path,
        entry(
            type="organisation",
            name="Institut für Galvanotechnik",
            title=None,
            kind="institute",
            text="Forschung.",
            products=["Schichten"],
            place="Freiberg",
            identifiers={"lei": "3157006NRD5BOSINEM54", "vat": "DE136695976"},
        ),
    ).only
    assert isinstance(found, Organisation)
    assert (found.kind, found.purpose, found.products) == (
        "institute",
        "Forschung.",
        ("Schichten",),
    )
    assert found.place.district == "14522"
    assert Identifier("vat", "DE136695976") in found.identifiers


def test_a_cluster_tells_its_members_and_an_institute_its_fields_of_research(tmp_path):
    cluster, institute = catalogue(
        tmp_path,
        entry(
            type="organisation",
            id="c",
            name="Netzwerk Beispiel",
            kind="cluster",
            members=["Eins GmbH", " Eins  GmbH", "Zwei s.r.o.", "Hans Muster e. K.", ""],
            member_count=140,
        ),
        entry(
            type="organisation",
            id="i",
            name="Sächsisches Beispielforschungsinstitut e.V.",
            research_fields=["Glas", "Keramik", "Glas"],
        ),
    ).records
    assert cluster.members == ("Eins GmbH", "Zwei s.r.o.")
    assert cluster.member_count == 140
    assert institute.kind == "institute"
    assert institute.research_fields == ("Glas", "Keramik")


def test_of_very_many_members_the_first_are_kept_with_a_remark(tmp_path):
    names = [f"Betrieb {number} GmbH" for number in range(1500)]
    read = catalogue(tmp_path, entry(type="organisation", id="c", members=names))
    assert read.only.members == tuple(names[:MOST_MEMBERS])
    assert read.remarks == [(1, "many_members")]


def test_offers_are_taken_wherever_they_are_and_in_any_language(tmp_path):
    read = catalogue(
        tmp_path,
        entry(id="a", country="AT", language="pl", place="Wien"),
        entry(id="b", place={"locality": "München", "postal_code": "80331"}),
        entry(id=7, type="event", country="FR", language="fr"),
    )
    assert [(one.id, one.country, one.language) for one in read.records] == [
        ("a", "AT", "pl"),
        ("b", "DE", "de"),
        ("7", "FR", "fr"),
    ]


def test_an_organisation_is_left_out_only_where_its_place_is_known_to_be_outside(tmp_path):
    place = {"locality": "München", "postal_code": "80331"}
    read = catalogue(
        tmp_path,
        entry(type="organisation", id="outside", place=place),
        entry(type="organisation", id="abroad", country="PL", place="Wrocław"),
        entry(type="organisation", id="nowhere"),
        entry(type="organisation", id="country only", country="PL"),
        entry(type="organisation", id="inside", place="Zittau"),
    )
    assert read.skipped == ["outside_region"] * 2
    assert [one.id for one in read.records] == ["nowhere", "country only", "inside"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": None}, "no_name"),
        ({"title": " \u200b "}, "no_name"),
        ({"type": "advert"}, "wrong_type"),
        ({"id": None}, "wrong_type"),
        ({"id": ""}, "no_key"),
        ({"id": "x" * 257}, "no_key"),
        ({"id": "\u20ac" * 171}, "no_key"),
        ({"id": "a\u0000b"}, "no_key"),
        ({"language": "deutsch"}, "bad_language"),
        ({"country": "Germany"}, "bad_country"),
        ({"cpv": "44316000"}, "wrong_type"),
        ({"place": 5}, "wrong_type"),
        ({"sectors": [5]}, "wrong_type"),
    ],
)
def test_a_wrong_entry_is_rejected_with_its_line(tmp_path, changes, reason):
    read = catalogue(tmp_path, entry(id="good"), entry(**changes))
    assert read.rejected == [(2, reason)]
    assert len(read.records) == 1


def test_an_offer_and_an_organisation_may_share_an_id_but_not_two_offers(tmp_path):
    read = catalogue(tmp_path, entry(), entry(type="organisation"), entry(type="event"))
    assert read.rejected == [(3, "duplicate_key")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"colour": "red"}, "unknown_key"),
        ({"place": {"lat": 99, "lon": 200, "locality": "Zittau"}}, "bad_coordinates"),
        ({"cpv": ["1"]}, "unknown_cpv"),
        ({"sectors": ["99.99"]}, "unknown_sector"),
        ({"starts": "bald"}, "bad_date"),
        ({"type": "organisation", "identifiers": {"ico": 5}}, "bad_identifier"),
    ],
)
def test_a_doubtful_part_is_dropped_with_a_remark(tmp_path, changes, reason):
    read = catalogue(tmp_path, entry(**changes))
    assert len(read.records) == 1
    assert read.remarks == [(1, reason)]


def test_schema_and_loader_agree(tmp_path):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    good = [
        entry(),
        entry(id=5, title=None, name="X", text=None, place=None, sectors=[], cpv=None),
        entry(place={"lat": 1, "lon": 2.5}, sectors=[{"code": "25", "edition": "WZ2008"}]),
        entry(type="organisation", identifiers={"ico": 26168685}, kind="chamber", products=["a"]),
        entry(foo={"bar": 1}, text=["a", "b"]),
    ]
    bad = [
        entry(type="x"),
        {key: value for key, value in entry().items() if key != "language"},
        entry(text=5),
        entry(place={"lat": "north"}),
        entry(sectors=[{"edition": "NACE2"}]),
        entry(kind="shop"),
        entry(type="organisation", members="A GmbH"),
        entry(type="organisation", member_count=-1),
        entry(type="organisation", member_count="140"),
        entry(country="DEU"),
        {key: value for key, value in entry().items() if key != "title"},
    ]
    for one in good:
        assert validator.is_valid(one), one
        assert catalogue(tmp_path, one).rejected == [], one
    for one in bad:
        assert not validator.is_valid(one), one
        assert catalogue(tmp_path, one).records == [], one


def test_the_schema_describes_every_key_and_every_value_that_the_loader_knows():
    described = SCHEMA["properties"]
    assert set(described) == KEYS
    assert set(described["type"]["enum"]) == set(get_args(EntryType))
    assert set(described["kind"]["enum"]) == {*get_args(Kind), None}
    parts = described["place"]["anyOf"][1]["properties"]
    assert set(parts) == set(Position.__struct_fields__)
    code = described["sectors"]["anyOf"][1]["items"]["anyOf"][1]["properties"]
    assert set(code) == set(Coded.__struct_fields__)
    assert set(code["edition"]["enum"]) == set(get_args(Edition))
    numbers = described["identifiers"]["anyOf"][1]["properties"]
    assert set(numbers) == set(Numbers.__struct_fields__)


def test_the_examples_of_the_documentation_are_read_without_a_remark(tmp_path):
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    examples = [line for line in text.splitlines() if line.startswith('{"type"')]
    file = tmp_path / "examples.jsonl"
    file.write_text("\n".join(examples), "utf-8")
    read = Read("catalogue", file)
    assert len(read.records) == 5
    assert (read.rejected, read.remarks) == ([], [])


def test_all_real_notices_become_requests_with_their_ids():
    read = Read("ted-notices", NOTICES)
    raw = [json.loads(line) for line in NOTICES.read_text("utf-8").splitlines()]
    assert [one.id for one in read.records] == [one["id"] for one in raw]
    assert len(read.records) == 215
    assert (read.rejected, read.remarks) == ([], [])
    assert {one.type for one in read.records} == {"request"}
    assert {one.language for one in read.records} == {"de", "cs"}
    assert all(one.cpv and one.text and one.provenance[0].date for one in read.records)
