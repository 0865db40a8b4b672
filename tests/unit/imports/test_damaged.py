"""Deliveries of which a file is damaged or breaks off."""

import bz2
import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.data import data
from core.progress import Silent
from core.settings import Settings
from indexer import imports
from tests.unit.sources.reading import res_file, res_row
from tests.unit.sources.test_catalogue import entry

LINES = 3_000


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


def run(settings: Settings, file: Path, **options) -> imports.ImportReport:
    return imports.run("catalogue", [file], settings, Silent(), dataset="mine", **options)


def packed(folder: Path, lines: int = LINES) -> Path:
    """Write a packed file of several blocks."""
    file, words = folder / "katalog.jsonl.bz2", random.Random(1)
    rows = (
        json.dumps(entry(id=str(number), text=words.randbytes(400).hex()))
        for number in range(lines)
    )
    file.write_bytes(bz2.compress("".join(f"{row}\n" for row in rows).encode()))
    return file


def cut(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[:-40])
    return file


def test_a_packed_file_that_breaks_off_does_not_replace_a_whole_one(settings, tmp_path):
    whole = run(settings, packed(tmp_path)).manifest
    with pytest.raises(imports.Damaged) as refused:
        run(settings, cut(packed(tmp_path)))
    taken = refused.value.report.manifest.records
    assert 0 < taken < LINES
    assert str(refused.value) == (
        f"katalog.jsonl.bz2 is damaged or cut off: {taken} records could be read, {LINES} are "
        f"there from {whole.imported[:10]} and stay. Fetch the delivery again, or take it as it "
        "is with --accept-damaged."
    )
    assert imports.manifests(settings) == [whole]
    assert len(list(imports.records(settings))) == LINES


def test_it_can_be_taken_as_it_is_and_says_so_from_then_on(settings, tmp_path):
    run(settings, packed(tmp_path))
    file = cut(packed(tmp_path))
    with pytest.raises(imports.Damaged):
        run(settings, file)
    taken = run(settings, file, accept_damaged=True).manifest
    assert taken.damaged == ("katalog.jsonl.bz2",)
    assert imports.manifests(settings) == [taken]


def test_the_first_import_and_one_after_a_damaged_one_take_what_there_is(settings, tmp_path):
    first = run(settings, cut(packed(tmp_path))).manifest
    assert first.damaged == ("katalog.jsonl.bz2",)
    second = run(settings, cut(packed(tmp_path, LINES + 1_000))).manifest
    assert second.records > first.records
    assert run(settings, packed(tmp_path)).manifest.damaged == ()


def test_half_a_last_line_is_a_file_that_breaks_off(settings, tmp_path):
    imports.run("res", [res_file(tmp_path, res_row())], settings, Silent())
    file = res_file(tmp_path, res_row(), res_row(ICO="175"))
    file.write_bytes(file.read_bytes()[:-60])
    with pytest.raises(imports.Damaged, match=r"res_data\.csv is damaged or cut off"):
        imports.run("res", [file], settings, Silent())


def test_a_bad_row_is_no_damage(settings, tmp_path):
    file = res_file(tmp_path, res_row(), "x,CZ0421,half a row", res_row(FIRMA='"'))
    assert imports.run("res", [file], settings, Silent()).manifest.damaged == ()


def test_several_damaged_files_are_counted_and_the_command_says_them(settings, tmp_path):
    good = res_file(tmp_path, res_row())
    imports.run("res", [good], settings, Silent())
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text("x")
    files = [good, *(tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))]
    with pytest.raises(imports.Damaged, match=r"^a\.csv and 2 more files are damaged"):
        imports.run("res", files, settings, Silent())
    told = ["import", "res", *map(str, files), "--accept-damaged"]
    said = CliRunner().invoke(data, told, obj=settings)
    assert said.exit_code == 0, said.output
    assert "damaged or cut off: a.csv, b.csv, c.csv" in said.output
    said = CliRunner().invoke(data, ["status"], obj=settings)
    assert "res, damaged or cut off: a.csv, b.csv, c.csv" in said.output


def test_a_refused_import_goes_on_at_its_end_when_it_is_accepted(settings, tmp_path, monkeypatch):
    run(settings, packed(tmp_path))
    file = cut(packed(tmp_path))
    with pytest.raises(imports.Damaged):
        run(settings, file)
    monkeypatch.setattr("indexer.sources.catalogue._record", lambda *_, **__: pytest.fail("made"))
    assert run(settings, file, accept_damaged=True).manifest.records > 0
