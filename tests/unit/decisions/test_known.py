"""An organisation is known again by the ids and numbers of all its records."""

import pytest

from core.errors import BadRequest
from operations import known

ALL = {"cz-26168685", "ico:26168685", "fair-7", "lei:529900T8BM49AURSDO55"}


@pytest.mark.parametrize("subject", sorted(ALL))
def test_any_of_its_keys_leads_to_all_of_them(settings, subject):
    assert known.keys_of(settings, subject) == ALL


def test_a_number_within_a_list_is_no_key():
    """The next list has it for somebody else, who must not be blocked with it."""
    assert "other" not in known.SCHEMES


def test_what_no_import_knows_has_no_keys(settings):
    assert known.keys_of(settings, "cz-1") == frozenset()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" cz-26168685 ", "cz-26168685"),
        ("ICO: 261 68 685", "ico:26168685"),
        ("ico:64949681", "ico:64949681"),
        ("hr:Amtsgericht Chemnitz, HRB 12 345", "hr:Chemnitz HRB 12345"),
        ("hr:bad homburg V.D.H. hrb 7 B", "hr:Bad Homburg v.d.H. HRB 7 B"),
        ("hr:Nirgendwo HRB 7", "hr:Nirgendwo HRB 7"),
        ("vat:cz26168685", "vat:CZ26168685"),
        ("fair:7", "fair:7"),
    ],
)
def test_numbers_are_brought_into_their_normal_form(typed, meant):
    assert known.subject(typed) == meant


@pytest.mark.parametrize("typed", ["ico:12345678", "ico:", "lei:x", "hr:HRB 7", "vat:CZ8001010001"])
def test_a_number_that_cannot_be_right_is_refused_with_an_example(typed):
    with pytest.raises(BadRequest, match="cannot be right; numbers are written like ico:26168685"):
        known.subject(typed)
