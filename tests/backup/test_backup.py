"""A backup holds what cannot be made again, and is put back whole or not at all."""

import io
import os
import tarfile
from pathlib import Path

import msgspec
import pytest

import store
from core import keys, locks
from core.errors import BackupError, PartnerNetError, SettingsError, StoreMismatch
from core.progress import Silent
from core.settings import Settings
from engine.embedding.cache import VectorCache
from indexer import imports
from indexer.home import vector_file
from operations.backup import back_up, kept, restore
from operations.backup import manifest as manifests
from store import schema
from tests.engine.imported import firm, imported


def settings_of(home: Path, **own: str) -> Settings:
    return Settings.from_environment({**os.environ, "PARTNERNET_HOME": str(home), **own})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home with records, a decision, vectors and a key."""
    made = settings_of(tmp_path / "home")
    imported(made, tmp_path, [firm(1), firm(2)])
    with store.opened(made) as opened:
        store.links.decide(opened, "a", "b", same=True, reason="gleich", author="anna")
    with VectorCache.opened(vector_file(made)):
        pass
    keys.service_key(made)
    return made


@pytest.fixture
def other(tmp_path: Path) -> Settings:
    """An empty home."""
    return settings_of(tmp_path / "other")


@pytest.fixture
def backup(settings: Settings, tmp_path: Path) -> Path:
    return back_up(settings, tmp_path / "backup.tar.gz", Silent()).path


def names(settings: Settings) -> list[str]:
    return [record.name for record in imports.records(settings)]


def files(home: Path) -> set[str]:
    found = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return {name for name in found if not name.endswith(".lock")}


def test_an_empty_home_holds_the_same_afterwards(settings, other, backup):
    restore(other, backup, Silent(), replacing=False)
    assert names(other) == names(settings) == ["Werk 1 GmbH", "Werk 2 GmbH"]
    with store.opened(other) as opened:
        (decision,) = store.links.active(opened)
    assert (decision.first, decision.reason, decision.author) == ("a", "gleich", "anna")
    assert keys.service_key(other) == keys.service_key(settings)
    assert vector_file(other).is_file()


def test_only_the_owner_can_read_it_and_what_it_restores(settings, other, backup):
    assert backup.stat().st_mode & 0o077 == 0
    restore(other, backup, Silent(), replacing=False)
    for name in ("store.sqlite", "secret_key"):
        assert (other.home / name).stat().st_mode & 0o077 == 0


def test_it_has_its_name_only_when_it_is_whole(settings, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("operations.backup.making._add", broken)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(OSError, match="No space"):
        back_up(settings, folder, Silent())
    assert list(folder.iterdir()) == []


def test_an_import_that_is_replaced_meanwhile_is_told_as_it_was_or_as_it_is(
    settings, other, tmp_path, monkeypatch
):
    """The files are open before the first byte is packed; here the import changes in between."""
    from operations.backup import making

    pack = making._pack

    def replaced_first(*arguments):
        imported(settings, tmp_path, [firm(3)])
        pack(*arguments)

    monkeypatch.setattr(making, "_pack", replaced_first)
    made = back_up(settings, tmp_path / "meanwhile.tar.gz", Silent())
    assert names(settings) == ["Werk 3 GmbH"]
    restore(other, made.path, Silent(), replacing=False)
    assert names(other) == ["Werk 1 GmbH", "Werk 2 GmbH"]


def test_a_build_that_runs_does_not_stop_it(settings, tmp_path):
    with locks.held(settings.home / "build.lock", PartnerNetError("busy")):
        assert back_up(settings, tmp_path / "while.tar.gz", Silent()).size > 0


def test_a_home_that_is_not_empty_is_refused_or_kept_aside(settings, other, backup):
    imported(other, other.home.parent, [firm(9)])
    before = files(other.home)
    with pytest.raises(BackupError, match="--replace"):
        restore(other, backup, Silent(), replacing=False)
    assert files(other.home) == before
    restored = restore(other, backup, Silent(), replacing=True)
    assert restored.aside is not None
    assert files(restored.aside) == before
    assert names(other) == names(settings)


def test_a_home_that_is_in_use_is_refused(other, backup):
    with (
        locks.held(other.home / "up.lock", PartnerNetError("busy")),
        pytest.raises(BackupError, match="stop it first"),
    ):
        restore(other, backup, Silent(), replacing=True)


def rewritten(backup: Path, change) -> Path:
    """Write the members of a backup anew, as ``change`` gives them."""
    path = backup.with_name("changed.tar.gz")
    with tarfile.open(backup) as source, tarfile.open(path, "w:gz") as target:
        members = [(one, source.extractfile(one).read()) for one in source.getmembers()]
        for entry, content in change(members):
            entry.size = len(content) if entry.isreg() else 0
            target.addfile(entry, io.BytesIO(content))
    return path


def with_manifest(members, **changes):
    told = msgspec.json.decode(members[0][1]) | changes
    return [(members[0][0], msgspec.json.encode(told)), *members[1:]]


def swapped(members, name, content):
    return [(entry, content if entry.name == name else had) for entry, had in members]


def linked(members):
    entry = tarfile.TarInfo("store.jsonl")
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return [members[0], (entry, b""), *members[2:]]


def outside(members):
    entry = tarfile.TarInfo("../outside")
    told = msgspec.json.decode(members[0][1])
    told["files"].append({"name": "../outside", "size": 1})
    head = [(members[0][0], msgspec.json.encode(told))]
    return [*head, *members[1:-1], (entry, b"x"), members[-1]]


def larger(members):
    return [(e, had * 3 if e.name == "store.jsonl" else had) for e, had in members]


SPOILT = {
    "a newer program": (lambda m: with_manifest(m, program="99.1"), "newer than this"),
    "a newer format": (lambda m: with_manifest(m, format=2), "newer than this"),
    "no manifest": (lambda m: m[1:], "damaged or no backup"),
    "cut off": (lambda m: m[:-1], "damaged or no backup"),
    "a missing file": (lambda m: [*m[:2], *m[3:]], "damaged or no backup"),
    "a link": (linked, "damaged or no backup"),
    "a path outside": (outside, "no place in a home"),
    "a size that is not told": (larger, "not of the size"),
    "another content": (
        lambda m: swapped(m, "secret_key", b"x" * len(dict(named(m))["secret_key"])),
        "sums differ",
    ),
    "too much": (
        lambda m: with_manifest(m, files=[{"name": "store.jsonl", "size": 10**18}]),
        "make room first",
    ),
}


def named(members):
    return [(entry.name, content) for entry, content in members]


@pytest.mark.parametrize("fault", SPOILT)
def test_what_is_not_right_is_refused_and_touches_nothing(fault, other, backup):
    change, sentence = SPOILT[fault]
    path = rewritten(backup, change)
    imported(other, other.home.parent, [firm(9)])
    before = files(other.home)
    with pytest.raises(BackupError, match=sentence):
        restore(other, path, Silent(), replacing=True)
    assert files(other.home) == before
    assert not (other.home.parent / "outside").exists()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_file_that_breaks_off_is_refused(share, other, backup):
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BackupError, match="damaged"):
        restore(other, backup, Silent(), replacing=False)
    assert files(other.home) == set()


def test_a_store_of_a_newer_version_is_refused(other, backup):
    wanted = f'"{schema.absent().wanted}"'.encode()

    def newer(members):
        content = dict(named(members))["store.jsonl"].replace(wanted, b'"9999"', 1)
        return swapped(members, "store.jsonl", content)

    path = rewritten(backup, lambda m: resummed(newer(m)))
    with pytest.raises(StoreMismatch, match="newer"):
        restore(other, path, Silent(), replacing=False)
    assert files(other.home) == set()


def resummed(members):
    from hashlib import sha256

    sums = {entry.name: sha256(content).hexdigest() for entry, content in members[1:-1]}
    return [*members[:-1], (members[-1][0], msgspec.json.encode(sums))]


def test_the_folder_keeps_the_newest_and_what_is_not_its_own(settings, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    old = [f"partnernet-2020010{day}T000000Z.tar.gz" for day in (1, 2, 3)]
    for name in (*old, "mine.tar.gz"):
        (folder / name).touch()
    own = settings_of(
        settings.home, PARTNERNET_BACKUP_FOLDER=str(folder), PARTNERNET_BACKUPS_KEPT="2"
    )
    made = kept.back_up_and_prune(own, Silent())
    assert {path.name for path in folder.iterdir()} == {made.path.name, old[2], "mine.tar.gz"}
    with pytest.raises(SettingsError, match="PARTNERNET_BACKUP_FOLDER"):
        kept.back_up_and_prune(settings, Silent())


def test_every_file_of_a_backup_has_a_place(settings, backup):
    with tarfile.open(backup) as archive:
        (first, *inner, last) = archive.getnames()
    assert (first, last) == (manifests.MANIFEST, manifests.SUMS)
    assert all(manifests.has_place(name) for name in inner)
    for name in (
        "../x",
        "/etc/passwd",
        "imports/../x",
        "node/x",
        "store.sqlite",
        "links/made-of/x",
    ):
        assert not manifests.has_place(name)
