"""Names of index versions."""

from datetime import UTC, datetime, timedelta, timezone

import opensearchpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.client import Engine
from engine.versions import discard, new_name, pattern
from mappings import COLLECTIONS

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


class _Deleting(opensearchpy.OpenSearch):
    """Notes what it was asked to delete."""

    def __init__(self) -> None:
        self.indices = self  # type: ignore[assignment]
        self.deleted: list[str] = []

    def delete(self, index: str, **_options: object) -> None:
        self.deleted.append(index)


_PARTS = st.sampled_from(
    ["p", "-", "*", ",", "organisations", "offers", "0123abcd", "20261123130502123", "copy", "_all"]
)


@given(st.lists(_PARTS, max_size=9).map("".join) | st.text(max_size=60))
def test_nothing_is_deleted_that_is_not_named_as_a_version_is(name: str) -> None:
    client = _Deleting()
    engine = Engine(client, "p")
    whole = new_name("p", "offers", "0123abcd", _NOW)
    if any(pattern("p", one).fullmatch(name) for one in COLLECTIONS):
        discard(engine, [whole, name])
        assert client.deleted == [whole, name]
    else:
        with pytest.raises(ValueError, match="no index version"):
            discard(engine, [whole, name])
        assert client.deleted == []
