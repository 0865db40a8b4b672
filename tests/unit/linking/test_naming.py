"""The id of an organisation is the one that lasts longest."""

import pytest

from tests.unit.linking.firms import czech, firm, linked, registered

LEI = "529900T8BM49AURSDO55"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([firm("aaa"), registered(1)], "de-dresden-hrb-1"),
        ([czech("aaa", ico="26168685"), czech("cz-26168685", ico="26168685")], "cz-26168685"),
        ([firm("aaa", lei=LEI), firm(f"lei-{LEI.lower()}", lei=LEI)], f"lei-{LEI.lower()}"),
        (
            [firm("aaa", vat="DE136695976"), firm("de136695976", vat="DE136695976")],
            "de136695976",
        ),
        ([firm("bbb"), firm("aaa")], "aaa"),
    ],
    ids=["court number", "IČO", "LEI", "tax number", "smallest"],
)
def test_it_is_the_best_number_of_those_that_records_are_known_by(records, expected) -> None:
    assert set(linked(records).organisation_of.values()) == {expected}
    assert set(linked(records[::-1]).organisation_of.values()) == {expected}
