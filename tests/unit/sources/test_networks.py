"""Member lists of networks and lists of institutions: kinds, marks, and the network itself."""

import re
from pathlib import Path

import pytest

from core.errors import DataError
from core.records import Identifier
from indexer.sources import all_sources, event_settings
from indexer.sources.base import Context
from indexer.sources.mapping import load
from taxonomy import border
from tests.unit.sources.reading import Read

ROOT = Path(__file__).parents[3]
MAPPING = """
country: DE
language: de
date: 2026-09-30
columns: {name: Name, postal_code: PLZ, locality: Ort, kind: Art, research_fields: Forschung,
          members: Mitglieder, member_count: Anzahl}
kinds: {Forschungsinstitut: institute, Netzwerk: cluster, "Unternehmen ": company}
"""
NETWORK = """
network:
  name: Automobilcluster Beispielland e.V.
  hr: Chemnitz VR 123
  locality: Zwickau
  postal_code: "08056"
  website: https://cluster.example
  member_count: 140
"""
HEADER = "Name;PLZ;Ort;Art;Forschung;Mitglieder;Anzahl"


def read(folder: Path, *rows: str, mapping: str = MAPPING, **told: object) -> Read:
    file, map_file = folder / "liste.csv", folder / "liste.yaml"
    file.write_text("\n".join(("Stand: 30.09.2026;;;;;;", HEADER, *rows, "")), "utf-8")
    map_file.write_text(mapping, "utf-8")
    return Read("members", file, mapping=map_file, **told)


def test_a_column_tells_what_each_member_is_and_its_marks(tmp_path):
    found = read(
        tmp_path,
        "Glaslabor Beispiel gGmbH;01067;Dresden;forschungsinstitut;Glas | Keramik;;",
        "Muster;08056;Zwickau;Netzwerk;;Eins GmbH | Zwei s.r.o. | Drei e. K.;rund 1.200",
    )
    institute, cluster = found.records
    assert (institute.kind, institute.research_fields) == ("institute", ("Glas", "Keramik"))
    assert (cluster.kind, cluster.members) == ("cluster", ("Eins GmbH", "Zwei s.r.o."))
    assert cluster.member_count == 1200
    assert {reason for _, reason in found.remarks} <= {"unknown_legal_form"}


def test_where_the_column_is_silent_or_unknown_the_name_tells(tmp_path):
    found = read(
        tmp_path,
        "Fraunhofer-Institut für Beispiele;01067;Dresden;;;;",
        "Handwerkskammer Muster;01067;Dresden;Sonstige;;;viele",
        "Institut für Kosmetik GmbH;01067;Dresden;;;;",
    )
    assert [one.kind for one in found.records] == ["institute", "chamber", "company"]
    assert {(4, "unknown_kind"), (4, "bad_number")} <= set(found.remarks)


def test_a_public_list_shows_the_members_at_the_network_that_has_them(tmp_path):
    found = read(
        tmp_path,
        "Eins GmbH;01067;Dresden;;;;",
        "Zwei GmbH;04109;Leipzig;;;;",  # outside the region
        "Hans Muster e. K.;01067;Dresden;;;;",  # a natural person
        "Drei GmbH;01067;Dresden;;;;",
        "Drehwunder;01067;Dresden;;;;",
        mapping=MAPPING + NETWORK,
    )
    assert found.remarks == [(7, "unknown_legal_form")]  # and not once more for the network
    network = found.records[-1]
    assert (network.name, network.kind) == ("Automobilcluster Beispielland e.V.", "cluster")
    assert network.members == ("Eins GmbH", "Drei GmbH", "Drehwunder")
    assert network.member_count == 140
    assert network.id == "de-chemnitz-vr-123"
    assert network.identifiers == (Identifier("hr", "Chemnitz VR 123"),)
    assert (network.place.district, network.website) == ("14524", "https://cluster.example")
    assert network.provenance[0].date == "2026-09-30"


def test_a_list_that_only_a_house_may_see_tells_nothing_of_the_network(tmp_path):
    row = "Eins GmbH;01067;Dresden;;;;"
    found = read(tmp_path, row, mapping=MAPPING + NETWORK, visibility="house:kammer")
    assert [one.name for one in found.records] == ["Eins GmbH"]


def test_an_import_that_goes_on_after_an_interruption_names_all_members(tmp_path):
    rows = [f"Betrieb {number} GmbH;01067;Dresden;;;;" for number in range(4)]
    read(tmp_path, *rows, mapping=MAPPING + NETWORK)

    context = Context(
        source="members",
        dataset="test",
        border=border.load(None),
        mapping=tmp_path / "liste.yaml",
        replaying=True,
    )
    outcomes = all_sources()["members"].read([tmp_path / "liste.csv"], context)
    next(outcomes), next(outcomes)
    context.replaying = False
    *_, network = outcomes
    assert len(network.members) == 4


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("kinds: {Netzwerk: klaster}\n", "Possible: 'company'"),
        ("network: {nam: X}\n", "Is name meant?"),
        ("heder_row: 3\n", "Is header_row meant?"),
        ("header_row: 0\n", "header_row"),
        ("edition: NACE3\n", "Possible: 'NACE2.1', 'NACE2', 'WZ2025', 'WZ2008'"),
    ],
)
def test_a_wrong_mapping_says_what_is_possible(tmp_path, wrong, said):
    columns = "country: DE\nlanguage: de\ncolumns: {name: Name, kind: Art}\n"
    with pytest.raises(DataError, match=r"liste\.yaml") as raised:
        read(tmp_path, mapping=columns + wrong)
    assert said in str(raised.value)


def test_a_column_of_kinds_needs_their_meaning(tmp_path):
    mapping = "country: DE\nlanguage: de\ncolumns: {name: Name, kind: Art}\n"
    with pytest.raises(DataError, match="kinds must say what the values of the column Art mean"):
        read(tmp_path, mapping=mapping)


def test_the_example_of_the_documentation_names_every_key_and_can_be_read(tmp_path):
    text = (ROOT / "docs" / "sources.md").read_text("utf-8").partition("## Member lists")[2]
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    path = tmp_path / "mapping.yaml"
    path.write_text(example[1], "utf-8")
    mapping = load(path)
    assert mapping.network
    for part in (mapping, mapping.columns, mapping.network):
        unset = [key for key in part.__struct_fields__ if getattr(part, key) is None]
        assert unset == []


def test_the_example_for_events_names_every_key_and_can_be_read(tmp_path):
    text = (ROOT / "docs" / "sources.md").read_text("utf-8").partition("## Events")[2]
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example
    path = tmp_path / "events.yaml"
    path.write_text(example[1], "utf-8")
    settings = event_settings.load(path)
    assert [key for key in settings.__struct_fields__ if not getattr(settings, key)] == []
