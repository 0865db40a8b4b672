"""The glossary is sound, and its loader refuses what is not."""

from pathlib import Path

import pytest

from analyzers import glossary
from core.errors import DataError
from matching.bridge import recognise
from taxonomy import nace

HEADER = "id,de,cs,en,pos,direction,sector,whole,note\n"
ENTRIES = glossary.entries()


def _terms(entry: glossary.Entry, source: str, target: str) -> tuple[str, ...]:
    parts = recognise(entry.terms(source)[0], source)
    return next((p.terms for p in parts if p.id == f"g:{entry.id}" and p.language == target), ())


@pytest.mark.parametrize(
    ("source", "target"), [("de", "cs"), ("cs", "de"), ("en", "de"), ("en", "cs")]
)
def test_every_headword_leads_to_its_terms_in_the_other_language(source: str, target: str) -> None:
    lost = [
        entry.id
        for entry in ENTRIES
        if entry.leads(source, target) and _terms(entry, source, target) != entry.terms(target)
    ]
    assert lost == []


def test_every_sector_of_an_entry_is_a_code_of_nace() -> None:
    assert [e.id for e in ENTRIES if e.sector and not nace.exists(e.sector)] == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,A,B,C,noun,both,25.53,,,extra\n", "a.csv line 2: a row has 9 columns"),
        ("a,A,B,C,thing,both,,,\n", "a.csv line 2: pos is 'thing'"),
        ("a,A,B,C,noun,cs-cs,,,\n", "a.csv line 2: direction is 'cs-cs'"),
        ("a,A,B,C,noun,both,2553,,\n", "a.csv line 2: sector '2553'"),
        ("A a,A,B,C,noun,both,,,\n", "a.csv line 2: id 'A a'"),
        ("a,A;D,B,C,noun,both,,,\n", "a.csv line 2: de must be terms"),
        ("a,A; a,B,C,noun,both,,,\n", "a.csv line 2: de names a term twice"),
        ("a,A,,C,noun,both,,,\n", "a.csv line 2: cs must be terms"),
        ("a,A,B,C,noun,both,,,\na,D,E,F,noun,both,,,\n", "line 3: id 'a' stands at a.csv line 2"),
        ("a,A,B,C,noun,both,,,\nb,D,b,F,noun,both,,,\n", "a.csv line 3: cs 'b' stands at a.csv"),
    ],
)
def test_a_wrong_row_is_named_with_file_line_and_column(
    tmp_path: Path, rows: str, said: str
) -> None:
    (tmp_path / "a.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        glossary.load(tmp_path)


def test_a_missing_column_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,de,cs\na,A,B\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.csv: the columns must be id, de, cs, en"):
        glossary.load(tmp_path)


def test_a_note_allows_a_term_in_two_entries(tmp_path: Path) -> None:
    rows = "a,A,B,C,noun,both,,,\nb,D,B,E,noun,both,,,B means D too\n"
    (tmp_path / "a.csv").write_text(HEADER + rows, encoding="utf-8")
    assert [e.id for e in glossary.load(tmp_path)] == ["a", "b"]
