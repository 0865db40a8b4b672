"""What linking found is kept in a folder, replaced whole."""

from pathlib import Path

import pytest

from core.errors import DataError
from indexer.linking import Links, load, save
from tests.unit.linking.firms import czech, firm, linked, registered

LINKS = linked(
    [
        registered(1, "Alvobis GmbH"),
        firm("list", "Alvobis GmbH"),
        firm("doubt", "Alvobis AG"),
        czech("cz-1", "Alvobis s.r.o."),
    ]
)


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    assert LINKS.organisation_of
    assert LINKS.to_check
    assert LINKS.related
    save(tmp_path / "links", LINKS)
    assert load(tmp_path / "links") == LINKS


def test_a_second_save_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    empty = Links(organisation_of={}, to_check=(), related={})
    save(tmp_path, LINKS)
    save(tmp_path, empty)
    assert load(tmp_path) == empty


def test_nothing_was_found_where_nothing_was_saved(tmp_path: Path) -> None:
    assert load(tmp_path / "none").organisation_of == {}


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    save(tmp_path, LINKS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b'"linked"', b'"linked":', 1))
    with pytest.raises(DataError, match=r"links\.jsonl line 1"):
        load(tmp_path)
