"""Deliveries in folders and archives: read in place, within limits, the rest goes on."""

import bz2
import gzip
import io
import os
import stat
import struct
import zipfile

import pytest

from indexer.sources import archives, unpacking, zips
from indexer.sources.base import Context, WrongFile
from taxonomy import border

EXPECTED = "notes in text"


def zipped(path, entries, **how):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            for key, value in how.items():
                setattr(entry, key, value)
            archive.writestr(entry, content)
    return path


def read(*paths):
    """Return the contents by name, and the sentences of what was refused."""
    context = Context(source="notes", dataset="test", border=border.load(None))
    contents = {}

    def one(file, name):
        contents[name] = file.read()
        yield from ()

    parts = archives.parts(paths, frozenset({".txt"}), EXPECTED)
    refused = [one.detail for one in archives.each_part(parts, context, one)]
    return contents, refused


@pytest.mark.parametrize(
    ("name", "pack"), [("a.txt", bytes), ("a.txt.gz", gzip.compress), ("a.txt.bz2", bz2.compress)]
)
def test_single_files_are_read_plain_or_packed(tmp_path, name, pack):
    (tmp_path / name).write_bytes(pack(b"content"))
    assert read(tmp_path / name) == ({name: b"content"}, [])


def test_an_archive_is_read_in_place_the_last_name_first(tmp_path):
    path = zipped(tmp_path / "d.zip", {"a+2025.txt": "old", "a+2026.txt": "new", "x/b.txt": "b"})
    contents, refused = read(path)
    assert list(contents) == ["d.zip/x/b.txt", "d.zip/a+2026.txt", "d.zip/a+2025.txt"]
    assert refused == []
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_read_with_what_lies_below(tmp_path):
    folder = tmp_path / "delivery"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"a")
    (folder / "deep" / "b.txt.gz").write_bytes(gzip.compress(b"b"))
    (folder / "notes.pdf").write_bytes(b"%PDF")
    zipped(folder / "c.zip", {"c.txt": "c"})
    assert read(folder) == (
        {
            "delivery/a.txt": b"a",
            "delivery/deep/b.txt.gz": b"b",
            "delivery/c.zip/c.txt": b"c",
        },
        [],
    )


def test_a_name_in_an_old_code_page_is_shown_as_far_as_it_can_be(tmp_path):
    folder = tmp_path / "delivery"
    folder.mkdir()
    (folder / os.fsdecode(b"k\xf6nig.txt")).write_bytes(b"a")
    (name,) = read(folder)[0]
    assert name == "delivery/k?nig.txt"


def test_what_packing_programs_add_is_passed_over(tmp_path):
    path = zipped(tmp_path / "d.zip", {"__MACOSX/._a.txt": "x", ".hidden.txt": "y", "a.txt": "a"})
    assert read(path) == ({"d.zip/a.txt": b"a"}, [])


@pytest.mark.parametrize(
    ("name", "how", "said"),
    [
        ("../../etc/evil.txt", {}, "points out of the archive"),
        ("/etc/evil.txt", {}, "points out of the archive"),
        ("C:\\evil.txt", {}, "points out of the archive"),
        ("a\\..\\..\\evil.txt", {}, "points out of the archive"),
        ("inner.zip", {}, "an archive in an archive"),
        ("inner.txt.gz", {}, "an archive in an archive"),
        ("link.txt", {"external_attr": (stat.S_IFLNK | 0o777) << 16}, "a link to another file"),
    ],
)
def test_an_entry_that_is_refused_is_told_and_the_others_go_on(tmp_path, name, how, said):
    path = zipped(tmp_path / "d.zip", {name: "evil"}, **how)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a.txt", "good")
    contents, (sentence,) = read(path)
    assert contents == {"d.zip/a.txt": b"good"}
    assert said in sentence
    assert list(tmp_path.rglob("evil*")) == []


def test_an_encrypted_entry_is_told(tmp_path):
    path = zipped(tmp_path / "d.zip", {"a.txt": "secret"})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # flag of the local header
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # and of the directory
    path.write_bytes(raw)
    assert read(path) == ({}, ["d.zip/a.txt needs a password; pack it without one."])


def test_an_entry_that_is_packed_in_a_rare_way_is_told(tmp_path):
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "content")
    assert read(path) == ({}, ["d.zip/a.txt is packed in a way that is not read; use deflate."])


def test_an_entry_whose_own_name_is_no_text_is_told(tmp_path):
    path = zipped(tmp_path / "d.zip", {"ä.txt": "content"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace("ä.txt".encode(), b"\xff\xff.txt", 1))
    assert read(path) == ({}, ["d.zip/ä.txt is damaged; fetch the archive again."])


def test_a_damaged_entry_is_told_and_the_others_go_on(tmp_path):
    path = zipped(tmp_path / "d.zip", {"a.txt": "first " * 50, "b.txt": "second"})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"a.txt") + 8] ^= 0xFF
    path.write_bytes(raw)
    contents, (sentence,) = read(path)
    assert contents == {"d.zip/b.txt": b"second"}
    assert "d.zip/a.txt is damaged" in sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no archive", "no ZIP archive"),
        (b"PK\x03\x04" + b"\0" * 40, "no ZIP archive"),
        (b"", "no ZIP archive"),
    ],
)
def test_what_is_no_archive_is_told(tmp_path, content, said):
    path = tmp_path / "d.zip"
    path.write_bytes(content)
    contents, (sentence,) = read(path)
    assert contents == {}
    assert said in sentence


def test_an_archive_and_a_folder_without_what_is_wanted_are_told(tmp_path):
    path = zipped(tmp_path / "d.zip", {"a.pdf": "x"})
    (tmp_path / "empty").mkdir()
    assert read(path, tmp_path / "empty") == (
        {},
        [f"d.zip is an archive without {EXPECTED}.", f"empty is a folder without {EXPECTED}."],
    )


def test_missing_and_packed_otherwise_are_told(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(b"plain")
    _, refused = read(tmp_path / "a.txt.gz", tmp_path / "no.txt", tmp_path / "no.zip")
    assert ["not packed with gzip" in refused[0], len(refused)] == [True, 3]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_bomb_is_stopped_at_the_limit(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(unpacking, "ALWAYS", 1_000_000)
    bomb = pack(b"\0" * 30_000_000)
    path = tmp_path / ("a.txt" + (".gz" if pack is gzip.compress else ".bz2"))
    path.write_bytes(bomb)
    _, (sentence,) = read(path)
    assert "unpacks to more than 200 times its size" in sentence


def test_the_entries_of_an_archive_share_one_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "ALWAYS", 1_000_000)
    monkeypatch.setattr(unpacking, "HIGHEST_RATIO", 1)
    path = zipped(tmp_path / "d.zip", {f"{n}.txt": "0" * 300_000 for n in range(5)})
    contents, refused = read(path)
    assert len(contents) == 3
    assert len(refused) == 2


def test_a_directory_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = zipped(tmp_path / "d.zip", {"a.txt": "a"})
    raw = bytearray(path.read_bytes())
    struct.pack_into("<I", raw, raw.rindex(b"PK\x05\x06") + 12, zips.LARGEST_DIRECTORY + 1)
    path.write_bytes(raw)
    with pytest.raises(WrongFile, match="too many entries"):
        zips.check_directory(path)
    assert read(path)[1] == ["d.zip has too many entries for a delivery; split it."]


def test_the_size_of_a_large_directory_is_found_in_its_own_record(tmp_path):
    size = zips.LARGEST_DIRECTORY + 5
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, size, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 0xFFFFFFFF, 0, 0)
    path = tmp_path / "d.zip"
    path.write_bytes(record + locator + end)
    with pytest.raises(WrongFile, match="too many entries"):
        zips.check_directory(path)


def test_bytes_are_counted_whatever_is_asked_for():
    quota = unpacking.Quota("a", 0)
    file = io.BufferedReader(unpacking.Unpacked(io.BytesIO(b"abc"), "a", quota))
    assert file.read(1) + file.read() == b"abc"
