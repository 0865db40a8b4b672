"""Names of index versions."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.versions import new_name, pattern

_NOW = datetime(2026, 11, 23, 13, 5, 2, 123_456, UTC)


def test_a_name_tells_collection_schema_and_time() -> None:
    name = new_name("partnernet", "offers", "0123abcd99999999", _NOW)
    assert name == "partnernet-offers-0123abcd-20261123130502123"
    assert pattern("partnernet", "offers").fullmatch(name)


def test_the_time_is_utc_and_later_names_sort_behind() -> None:
    prague = _NOW.astimezone(timezone(timedelta(hours=1)))
    assert new_name("p", "offers", "0" * 8, prague) == new_name("p", "offers", "0" * 8, _NOW)
    later = new_name("p", "offers", "0" * 8, _NOW + timedelta(milliseconds=1))
    assert later > new_name("p", "offers", "0" * 8, _NOW)


@pytest.mark.parametrize(
    "name",
    [
        "partnernet-offers",
        "partnernet-offers-0123abcd",
        "partnernet-offers-0123abcd-2026112313050212",
        "partnernet-offers-0123ABCD-20261123130502123",
        "partnernet-offers-0123abcd-20261123130502123-copy",
        "my-partnernet-offers-0123abcd-20261123130502123",
        "partnernet-organisations-0123abcd-20261123130502123",
        "partnernetXoffers-0123abcd-20261123130502123",
        "partnernet-old-offers-0123abcd-20261123130502123",
    ],
)
def test_no_other_name_is_taken_for_a_version(name: str) -> None:
    assert not pattern("partnernet", "offers").fullmatch(name)


def test_a_prefix_is_no_pattern() -> None:
    name = "partnernet-offers-0123abcd-20261123130502123"
    assert not pattern("p.*", "offers").fullmatch(name)
