"""Imports that are stopped at any moment and started again."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.data import data
from core.errors import DataError
from core.progress import Silent
from core.settings import Settings
from indexer import import_run, imports
from indexer.sources import all_sources, base
from tests.unit.sources.reading import Read, res_file, res_row
from tests.unit.sources.test_catalogue import entry
from tests.unit.sources.test_fuzz import MAPPING, SAMPLES


class Killed(Exception):
    """Stands for the end of the process."""


@pytest.fixture(autouse=True)
def always_a_checkpoint(monkeypatch):
    monkeypatch.setattr(import_run, "CHECKPOINT_SECONDS", 0.0)


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


def whole(tmp_path, fmt: str, *files: Path, **options) -> dict[str, object]:
    """Import in one go, and return all that is there afterwards."""
    home = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "whole")})
    imports.run(fmt, files, home, Silent(), **options)
    return content(home)


def content(settings: Settings) -> dict[str, object]:
    """Return the manifest without its time, and the bytes of all files of the only import."""
    (folder,) = (settings.home / "imports").glob("*/")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    del manifest["imported"]
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        "": manifest,
        **{str(path.relative_to(folder)): path.read_bytes() for path in found},
    } | {"manifest.json": b""}


def killing(monkeypatch, fmt: str, after: int, lost: int = 0) -> None:
    """End imports when ``after`` outcomes were taken, the last ``lost`` behind a checkpoint."""
    source = all_sources()[fmt]

    def read(files, context):
        outcomes = source.read(files, context)
        yield from islice(outcomes, after - lost)
        monkeypatch.setattr(import_run, "CHECKPOINT_SECONDS", 1e9)
        yield from islice(outcomes, lost)
        raise Killed

    monkeypatch.setattr(imports, "all_sources", lambda: {fmt: replace(source, read=read)})


def left(settings: Settings) -> list[Path]:
    return list((settings.home / "imports").glob("*/.new-*"))


def bad_and_good(folder: Path) -> Path:
    """Write a file whose rows come to every kind of outcome, some of them by rows before."""
    icos = ("26168685", "00000175", "27074358", "00023574")
    rows = [res_row(ICO=ico, FORMA=form) for ico in icos for form in ("112", "999", "101")]
    rows += [res_row(FIRMA=""), res_row(OKRESLAU="CZ0100"), res_row(DDATVZN="x"), "half"]
    return res_file(folder, *rows)


@pytest.mark.parametrize("lost", [0, 1, 3])
@pytest.mark.parametrize("after", range(3, 15))
def test_stopped_after_any_row_the_result_is_that_of_one_go(
    tmp_path, settings, monkeypatch, after, lost
):
    file = bad_and_good(tmp_path)
    expected = whole(tmp_path, "res", file)
    with monkeypatch.context() as killed:
        killing(killed, "res", after, lost)
        with pytest.raises(Killed):
            imports.run("res", [file], settings, Silent())
    assert imports.manifests(settings) == []
    assert imports.interrupted(settings) == (["res"] if after > lost else [])
    imports.run("res", [file], settings, Silent())
    assert content(settings) == expected
    assert imports.interrupted(settings) == []


@pytest.mark.parametrize("fmt", SAMPLES)
def test_every_source_goes_on_after_each_of_its_rows(tmp_path, settings, monkeypatch, fmt):
    file, mapping = tmp_path / "file.csv", tmp_path / "map.yaml"
    file.write_bytes(SAMPLES[fmt])
    mapping.write_text(MAPPING, "utf-8")
    told = {"mapping": mapping, "legal_basis": "invented data"}
    expected = whole(tmp_path, fmt, file, **told)
    outcomes = len(Read(fmt, file, mapping=mapping).outcomes)
    for after in range(1, outcomes + 1):
        with monkeypatch.context() as killed:
            killing(killed, fmt, after)
            with pytest.raises(Killed):
                imports.run(fmt, [file], settings, Silent(), **told)
    imports.run(fmt, [file], settings, Silent(), **told)
    assert content(settings) == expected


def test_rows_that_were_done_are_not_made_again(tmp_path):
    made = []
    context = base.Context(source="x", dataset="x", border=None)
    context.replaying = True
    row = context.at(tmp_path / "file", 1)
    base.guarded(row, made.append)
    row.remark("r", "said before")
    row.claim("id")
    assert (made, context.remarks, context.keys) == ([], [], {})


def stopped(tmp_path, settings, monkeypatch, **options) -> Path:
    """Stop an import of a catalogue halfway."""
    file = tmp_path / "katalog.jsonl"
    file.write_text("".join(json.dumps(entry(id=str(number))) + "\n" for number in range(9)))
    with monkeypatch.context() as killed:
        killing(killed, "catalogue", 5)
        with pytest.raises(Killed):
            imports.run("catalogue", [file], settings, Silent(), **options)
    assert len(left(settings)) == 1
    return file


class Saying(Silent):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, line: str) -> None:
        self.said.append(line)


def test_going_on_is_said(tmp_path, settings, monkeypatch):
    file, progress = stopped(tmp_path, settings, monkeypatch), Saying()
    imports.run("catalogue", [file], settings, progress)
    assert progress.said == ["catalogue-katalog: going on after 5 rows that are done."]


@pytest.mark.parametrize("change", ["file", "visibility", "region", "code"])
def test_what_changed_begins_anew_and_leaves_nothing_of_before(
    tmp_path, settings, monkeypatch, change
):
    file, progress, told = stopped(tmp_path, settings, monkeypatch), Saying(), {}
    if change == "file":
        file.write_text(file.read_text().replace('"id": "3"', '"id": "33"'))
    elif change == "visibility":
        told = {"visibility": "house:other"}
    elif change == "region":
        region = tmp_path / "region.yaml"
        region.write_text("districts: [CZ0100]\n")
        settings = replace(settings, region=region)
    else:
        monkeypatch.setattr("indexer.recipe.reading_hash", lambda: "other")
    imports.run("catalogue", [file], settings, progress, **told)
    assert progress.said == []
    assert left(settings) == []
    assert imports.manifests(settings)[0].records == 9


@pytest.mark.parametrize("name", ["checkpoint.json", "claims.jsonl", "state/records.jsonl"])
@pytest.mark.parametrize("damage", [b"", b"{"])
def test_what_was_left_may_be_damaged(tmp_path, settings, monkeypatch, name, damage):
    file = stopped(tmp_path, settings, monkeypatch)
    (left(settings)[0] / name).write_bytes(damage)
    imports.run("catalogue", [file], settings, Silent())
    assert content(settings) == whole(tmp_path, "catalogue", file)


def test_a_stopped_import_leaves_the_one_before_and_can_be_removed(tmp_path, settings, monkeypatch):
    file = tmp_path / "before.jsonl"
    file.write_text(json.dumps(entry()) + "\n")
    imports.run("catalogue", [file], settings, Silent(), dataset="mine")
    stopped(tmp_path, settings, monkeypatch, dataset="mine")
    assert [one.id for one in imports.records(settings)] == [entry()["id"]]
    imports.remove(settings, "mine")
    assert not (settings.home / "imports" / "mine").exists()


def test_an_import_that_never_ended_can_be_removed(tmp_path, settings, monkeypatch):
    stopped(tmp_path, settings, monkeypatch)
    assert imports.interrupted(settings) == ["catalogue-katalog"]
    imports.remove(settings, "catalogue-katalog")
    assert imports.interrupted(settings) == []


def test_events_that_are_over_are_those_of_the_day_the_import_began(
    tmp_path, settings, monkeypatch
):
    file = stopped(tmp_path, settings, monkeypatch)
    checkpoint = left(settings)[0] / "checkpoint.json"
    began = json.loads(checkpoint.read_bytes()) | {"today": "2001-02-03"}
    checkpoint.write_text(json.dumps(began))
    days = []
    source = all_sources()["catalogue"]

    def read(files, context):
        yield from source.read(files, context)
        days.append(context.today.isoformat())

    monkeypatch.setattr(imports, "all_sources", lambda: {"catalogue": replace(source, read=read)})
    imports.run("catalogue", [file], settings, Silent())
    assert days == ["2001-02-03"]


def test_a_file_that_changes_meanwhile_is_not_taken(tmp_path, settings, monkeypatch):
    file = tmp_path / "katalog.jsonl"
    file.write_text(json.dumps(entry()) + "\n")
    source = all_sources()["catalogue"]

    def read(files, context):
        yield from source.read(files, context)
        with file.open("a") as still_written:
            still_written.write("\n")

    monkeypatch.setattr(imports, "all_sources", lambda: {"catalogue": replace(source, read=read)})
    with pytest.raises(DataError, match=r"katalog\.jsonl changed while it was imported"):
        imports.run("catalogue", [file], settings, Silent())
    assert imports.manifests(settings) == []


def test_ctrl_c_says_how_to_go_on_and_status_too(tmp_path, settings, monkeypatch):
    file = bad_and_good(tmp_path)
    source = all_sources()["res"]

    def read(files, context):
        yield from islice(source.read(files, context), 5)
        raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(imports, "all_sources", lambda: {"res": replace(source, read=read)})
        said = CliRunner().invoke(data, ["import", "res", str(file)], obj=settings)
    assert said.exit_code != 0
    assert "the same command goes on where it stopped" in said.output
    said = CliRunner().invoke(data, ["status"], obj=settings)
    assert "res: an import is running or was interrupted" in said.output


WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
IMPORT = """
import sys
from pathlib import Path
from core.progress import Silent
from core.settings import Settings
from indexer import import_run, imports
from indexer.sink import Sink

keep = Sink.keep

def telling(sink, context):
    keep(sink, context)
    print("kept", flush=True)

Sink.keep = telling
import_run.CHECKPOINT_SECONDS = 0.002
settings = Settings.from_environment({"PARTNERNET_HOME": sys.argv[1]})
imports.run("res", [Path(sys.argv[2])], settings, Silent())
"""


def test_killed_at_random_moments_the_result_is_that_of_one_go(tmp_path, settings):
    file = many_rows(tmp_path)
    expected = whole(tmp_path, "res", file)
    command = [sys.executable, "-c", IMPORT, str(settings.home), str(file)]
    moments, kills = random.Random(7), 0
    while True:
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            wanted = moments.randint(1, 9)
            if len(list(islice(process.stdout, wanted))) < wanted:
                assert process.wait() == 0
                break
            process.kill()
        kills += 1
    assert kills
    assert content(settings) == expected


def many_rows(folder: Path) -> Path:
    numbers = list(islice(ico_numbers(), 1_000))
    return res_file(
        folder,
        *(
            res_row(
                ICO=ico,
                OKRESLAU="CZ0100" if number % 3 == 0 else "CZ0421",
                FIRMA="" if number % 97 == 0 else "KOVO",
                DDATVZN="x" if number % 89 == 0 else "2003-08-26",
            )
            for number, ico in enumerate([*numbers, *numbers[:50]])
        ),
    )


def ico_numbers():
    """Yield numbers of eight digits with their check digit."""
    for stem in count(1_000_000):
        total = sum(int(one) * weight for one, weight in zip(str(stem), WEIGHTS, strict=True))
        yield f"{stem}{(11 - total % 11) % 10}"
