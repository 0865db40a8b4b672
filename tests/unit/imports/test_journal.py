"""A file that grows line by line and can be taken back."""

import pytest

from indexer.journal import Journal


def written(path, *things, size=0) -> tuple[int, bytes]:
    with Journal(path, size) as journal:
        for thing in things:
            journal.write(thing)
        journal.sync()
        return journal.size, journal.digest


def test_what_was_written_behind_a_size_is_gone(tmp_path):
    size, _ = written(tmp_path / "a", {"kept": 1})
    written(tmp_path / "a", {"kept": 1}, {"lost": "x" * 100})
    assert written(tmp_path / "a", size=size)[0] == size
    assert (tmp_path / "a").read_bytes() == b'{"kept":1}\n'


def test_size_and_hash_are_those_of_a_file_written_in_one_go(tmp_path):
    whole = written(tmp_path / "whole", 1, 2, 3)
    size, _ = written(tmp_path / "a", 1, 2)
    assert written(tmp_path / "a", 3, size=size) == whole
    assert written(tmp_path / "b", 1, 2, 4) != whole


def test_a_file_that_is_shorter_than_it_was_cannot_be_taken_up(tmp_path):
    written(tmp_path / "a", 1)
    with pytest.raises(EOFError, match="shorter than 50 bytes"):
        Journal(tmp_path / "a", 50)


def test_a_new_one_begins_empty(tmp_path):
    written(tmp_path / "a", 1, 2)
    assert written(tmp_path / "a", 3)[0] == 2
