"""Codes of courts and legal forms of other lists."""

import pytest

from taxonomy import courts, formcodes, legalforms, tables


def test_every_form_code_stands_for_a_form_that_is_known():
    columns = ("list", "code", "form", "coarse", "title")
    rows = list(tables.rows("legalforms/codes.csv", columns))
    assert [row for row in rows if legalforms.get(row["form"]) is None] == []
    assert len({(row["list"], row["code"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("code_list", "code", "form"),
    [("elf", "9HLU", "cz-112"), ("elf", "6CQN", "cz-121"), ("xjustiz", "221110", "de-gmbh")],
)
def test_known_codes(code_list, code, form):
    assert formcodes.get(code_list, code) == (form, False)


@pytest.mark.parametrize(
    ("code_list", "code", "court"),
    [
        ("xjustiz", "U1206", "Chemnitz"),
        ("xjustiz", "D2601V", "München"),
        ("gleif", "RA000231", "Dresden"),
        ("gleif", "RA000304", "München"),
        ("gleif", "RA000163", ""),
    ],
)
def test_courts_by_their_codes(code_list, code, court):
    assert courts.name(code_list, code) == court


def test_both_lists_name_the_saxon_courts_alike():
    rows = tables.rows("courts/courts.csv", ("list", "code", "court"))
    saxon = [(row["list"], row["court"]) for row in rows if row["court"] in courts.SAXON]
    assert sorted(saxon) == sorted(
        (code_list, court) for code_list in ("gleif", "xjustiz") for court in courts.SAXON
    )
