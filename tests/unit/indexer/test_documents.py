"""From a record to its document."""

from typing import Any

import pytest

from core.records import Identifier, Organisation
from indexer import documents, statements
from indexer.identifiers import spellings
from mappings import compiled
from tests.unit.indexer.records import TURNING, offer, organisation, provenance, sector


def _of(record: Organisation) -> documents.Document:
    return documents.of(record, statements.of_organisation(record))


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        (Identifier("ico", "00012345"), {"00012345", "12345", "cz00012345"}),
        (Identifier("vat", "DE123456789"), {"de123456789", "123456789"}),
        (Identifier("lei", "529900T8BM49AURSDO55"), {"529900t8bm49aursdo55"}),
        (Identifier("hr", "Chemnitz HRB 12345"), {"hrb12345", "chemnitzhrb12345"}),
        (
            Identifier("hr", "Chemnitz HRB 12345"),
            {"hrb12345chemnitz", "amtsgerichtchemnitzhrb12345"},
        ),
        (Identifier("hr", "Bad Homburg v.d.H. HRA 77 B"), {"hra77b", "badhomburgvdhhra77b"}),
        (Identifier("other", "A-17/4"), {"a174"}),
    ],
)
def test_numbers_are_found_in_the_spellings_that_people_type(
    identifier: Identifier, typed: set[str]
) -> None:
    assert typed <= set(spellings([identifier]))


def test_sectors_are_found_at_all_levels_and_in_three_languages() -> None:
    document = _of(organisation(sectors=(sector(TURNING),)))
    assert list(document["sectors"]) == ["C", "25", "25.5", "25.53"]
    assert document["sector_codes"] == ["25.53"]
    assert {document[f"sector_titles_{language}"][0] for language in ("de", "cs", "en")} == {
        "Metallbearbeitung",
        "Obrábění kovů",
        "Machining of metals",
    }


def test_a_code_that_the_classification_lacks_stays_with_the_record_only() -> None:
    document = _of(organisation(sectors=(sector("98.76"),)))
    assert "sectors" not in document
    assert document["record"]["sectors"][0].code == "98.76"


def test_cpv_codes_are_found_at_each_level() -> None:
    assert documents.cpv_prefixes(["44316000", "44310000"]) == [
        "44", "443", "4431", "44316", "44316000", "44310", "44310000",
    ]  # fmt: skip


def test_own_words_stand_in_the_field_of_their_language_without_official_titles() -> None:
    record = organisation()
    document = documents.of(
        record,
        statements.of_organisation(record, [statements.LinkedOffer("Drehteile", "de")]),
    )
    assert "soustružené díly" in document["text_cs"]
    assert document["text_de"] == ["Drehteile"]
    assert not set(document["sector_titles_cs"]) & set(document["text_cs"])


def test_other_languages_share_the_lane_of_english() -> None:
    document = _of(organisation(language="pl"))
    assert (document["lane"], documents.vector_field("pl")) == ("en", "vector_en")
    assert "soustružené díly" in document["text_en"]


def test_one_invented_source_marks_the_document() -> None:
    assert _of(organisation())["demo"] is False
    mixed = (provenance(), provenance(source="members", demo=True))
    assert _of(organisation(provenance=mixed))["demo"] is True


def test_the_hash_changes_with_the_content_only() -> None:
    before = _of(organisation())["hash"]
    newer = (provenance(date="2026-11-01", line=99, file="other.csv"),)
    assert _of(organisation(provenance=newer))["hash"] == before
    assert _of(organisation(purpose="Vyrábíme šrouby."))["hash"] != before
    assert _of(organisation(website="https://other.example"))["hash"] != before


def test_the_newest_source_gives_the_date() -> None:
    several = (provenance(date="2026-03-01"), provenance(date=None), provenance(date="2026-09"))
    assert _of(organisation(provenance=several))["date"] == "2026-09"
    assert _of(organisation(provenance=(provenance(date=None),)))["date"] is None


@pytest.mark.parametrize("record", [organisation(), offer()])
def test_a_document_has_exactly_the_fields_of_its_mapping(record: Any) -> None:
    collection = "organisations" if isinstance(record, Organisation) else "offers"
    said = (
        statements.of_organisation(record, [statements.LinkedOffer("x", "de")])
        if isinstance(record, Organisation)
        else statements.of_offer(record)
    )
    described = compiled(collection, 384)["mappings"]["properties"]
    assert documents.of(record, said).keys() <= described.keys()
    lacking = described.keys() - documents.of(record, said).keys()
    assert {name.rpartition("_")[0] for name in lacking} <= {"text", "vector", "inferred", ""}
