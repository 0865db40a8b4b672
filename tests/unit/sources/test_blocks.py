"""Reading files in blocks of whole lines."""

import bz2
import gzip
import random
import threading
from itertools import count, islice

import pytest

from indexer.sources import blocks, bzip2, lines
from indexer.sources.base import WrongFile
from indexer.sources.bzip2 import Bzip2File

TEXT = b"".join(b"line %d %s\n" % (number, b"x" * (number % 7)) for number in range(1, 200))
PACKED = [("a.gz", gzip.compress), ("a.bz2", bz2.compress)]


@pytest.mark.parametrize("size", [1, 5, 64, 1000, 10_000])
@pytest.mark.parametrize(
    ("name", "pack"), [("a", bytes), ("a.gz", gzip.compress), ("a.bz2", bz2.compress)]
)
def test_lines_keep_their_numbers_wherever_blocks_end(tmp_path, monkeypatch, size, name, pack):
    monkeypatch.setattr(blocks, "BLOCK", size)
    file = tmp_path / name
    file.write_bytes(pack(TEXT + b"half"))
    found = list(lines.read(file, "text"))
    expected = [*TEXT.splitlines(), b"half"]
    assert [(one.number, one.raw) for one in found] == list(enumerate(expected, 1))
    assert [one.ended for one in found] == [True] * 199 + [False]


def test_a_line_that_is_too_long_is_cut_and_the_next_ones_keep_their_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 50)
    monkeypatch.setattr(blocks, "LONGEST_LINE", 100)
    file = tmp_path / "a"
    file.write_bytes(b"one\n" + b"x" * 1000 + b"\nthree\n")
    found = list(lines.read(file, "text"))
    assert [(one.number, one.raw) for one in found] == [(1, b"one"), (2, b"x" * 100), (3, b"three")]
    file.write_bytes(b"x" * 1000)
    assert [one.raw for one in lines.read(file, "text")] == [b"x" * 100]


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_whole_lines_before_the_damage_are_read_and_the_last_of_them_named(tmp_path, name, pack):
    noise = random.Random(1)
    text = b"".join(noise.randbytes(500).hex().encode() + b"\n" for _ in range(3_000))
    file = tmp_path / name
    file.write_bytes(pack(text)[:-200_000])
    found, error = until_error(lines.read(file, "text"))
    assert 0 < len(found) < 3_000
    assert [one.raw for one in found] == text.split(b"\n")[: len(found)]
    assert f"{name} is damaged or cut off after line {len(found)};" in str(error)


def test_what_a_thread_makes_comes_in_order_with_its_error():
    def things():
        yield from range(10)
        raise WrongFile("broken")

    found, error = until_error(blocks.ahead(things()))
    assert (found, str(error)) == (list(range(10)), "broken")


def until_error(things):
    found = []
    try:
        for one in things:
            found.append(one)
    except WrongFile as error:
        return found, error
    return found, None


def test_no_more_is_made_than_may_wait_and_the_thread_ends_with_its_reader():
    made = []

    def things():
        for number in count():
            made.append(number)
            yield number

    reading = blocks.ahead(things(), waiting=2)
    assert list(islice(reading, 3)) == [0, 1, 2]
    reading.close()
    assert len(made) <= 6
    assert not any(one.name.startswith("ahead") for one in threading.enumerate())


@pytest.mark.parametrize("size", [1, 100, 10_000])
@pytest.mark.parametrize("behind", [b"", b"\0\0\0\0", b"B", b"nonsense"])
def test_bz2_of_several_streams_is_read_to_the_end_and_not_further(tmp_path, size, behind):
    file = tmp_path / "a.bz2"
    streams = (TEXT, b"", b"more\n", TEXT)
    file.write_bytes(b"".join(map(bz2.compress, streams)) + behind)
    unpacked = Bzip2File(file)
    assert b"".join(iter(lambda: unpacked.read1(size), b"")) == b"".join(streams)
    assert unpacked.read1(size) == b""
    unpacked.close()


@pytest.mark.parametrize("packed", [1, 2, 3, 50])
def test_streams_of_bz2_may_begin_anywhere_in_what_is_read(tmp_path, monkeypatch, packed):
    monkeypatch.setattr(bzip2, "_PACKED", packed)
    file = tmp_path / "a.bz2"
    file.write_bytes(bz2.compress(TEXT) * 3)
    assert list(lines.read(file, "text"))[-1].number == 3 * 199


def test_bz2_never_unpacks_more_at_once_than_is_asked_for(tmp_path):
    file = tmp_path / "a.bz2"
    file.write_bytes(bz2.compress(b"x" * 10_000_000))
    unpacked = Bzip2File(file)
    sizes = [len(chunk) for chunk in iter(lambda: unpacked.read1(100_000), b"")]
    unpacked.close()
    assert (max(sizes), sum(sizes)) == (100_000, 10_000_000)
