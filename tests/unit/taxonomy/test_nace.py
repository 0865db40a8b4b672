"""NACE codes in all spellings and editions."""

import pytest

from taxonomy import nace


@pytest.mark.parametrize(
    ("code", "edition", "expected"),
    [
        ("25530", "NACE2.1", "25.53"),
        ("25.53.0", "WZ2025", "25.53.0"),
        ("2553", "NACE2.1", "25.53"),
        ("25 53", "NACE2.1", "25.53"),
        ("C 25.53", "NACE2.1", "25.53"),
        ("6201", "NACE2", "62.01"),
        ("6820", "NACE2", "68.20"),
        ("46900", "NACE2", "46.90"),
        ("581", "NACE2", "58.1"),
        ("25600", "NACE2", "25.6"),
        ("C", "NACE2.1", "C"),
        # lost leading zeros, where nothing else can be meant
        ("1110", "NACE2", "01.11"),
        ("1.11", "NACE2.1", "01.11"),
        ("1", "NACE2.1", "01"),
        # a code that means something as it stands keeps it
        ("16", "NACE2.1", "16"),
    ],
)
def test_a_code_is_read_in_every_spelling_of_the_registers(code, edition, expected):
    assert nace.normalised(code, edition) == expected


def test_dots_say_what_the_division_is_so_no_zero_was_lost_before_it():
    assert nace.normalised("62.01", "NACE2.1") is None  # and not 06.20, natural gas


@pytest.mark.parametrize("code", ["", "00", "99999", "abc", "25.53.0.0", "X", "²5", "25.99.99.99"])
def test_what_is_no_code_is_none(code):
    assert nace.normalised(code, "NACE2.1") is None
    assert nace.to_rev21(code, "NACE2.1") == ((), False)


@pytest.mark.parametrize(
    ("code", "edition", "expected"),
    [
        ("29.10", "NACE2", (("29.10",), False)),
        ("62010", "NACE2", (("62.10",), False)),
        ("25.61.0", "WZ2008", (("25.51", "25.52", "25.53"), True)),
        ("25.62", "NACE2", (("25.53",), False)),
        ("25.53.0", "WZ2025", (("25.53",), False)),
        ("6820", "NACE2", (("55.90", "68.20"), True)),
    ],
)
def test_older_codes_lead_to_the_newer_edition(code, edition, expected):
    assert nace.to_rev21(code, edition) == expected


def test_every_older_class_leads_somewhere():
    older = [code for code in nace._ways().known["NACE2"] if len(code) == 5]
    assert len(older) == 615
    assert [code for code in older if not nace.to_rev21(code, "NACE2")[0]] == []


def test_levels_lead_from_the_section_to_the_class():
    assert nace.levels("25.53") == ("C", "25", "25.5", "25.53")
    assert nace.levels("62.1") == ("K", "62", "62.1")
    assert nace.levels("C") == ("C",)
    with pytest.raises(KeyError):
        nace.levels("25.99.9")


def test_every_code_has_titles_in_three_languages_and_stands_below_another():
    for code in nace.all_classes():
        assert all(nace.title(code, language) for language in nace.LANGUAGES)
        for above, below in zip(nace.levels(code), nace.levels(code)[1:], strict=False):
            assert below in nace.children(above)
    assert len(nace.all_classes()) == 651
    assert len(nace.sections()) == 22
