"""Imports in the home folder: written whole, read back, counted."""

import bz2
import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest

from core.errors import DataError, NotFound
from core.progress import Silent
from core.records import Offer, Organisation
from core.settings import Settings
from indexer import import_folders, imports
from indexer.sources import blocks
from tests.unit.sources.reading import DATA, NOTICES, res_file, res_row
from tests.unit.sources.test_catalogue import entry
from tests.unit.sources.test_offeneregister import company


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def run(settings: Settings, fmt: str, *files: Path, **options) -> imports.ImportReport:
    return imports.run(fmt, files, settings, Silent(), **options)


def catalogue(folder: Path, *entries: object, name: str = "Katalog 1.jsonl") -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(one) + "\n" for one in entries), "utf-8")
    return file


def test_what_was_imported_is_read_back(settings, folder):
    report = run(settings, "res", res_file(folder, res_row(), res_row(ICO="175", FORMA="999")))
    first, second = imports.records(settings)
    assert isinstance(first, Organisation)
    assert (first.id, second.id) == ("cz-26168685", "cz-00000175")
    assert first.provenance[0].dataset == "res"
    assert report.manifest.organisations == report.manifest.records == 2
    (manifest,) = imports.manifests(settings)
    assert manifest == report.manifest
    (remark,) = imports.remarks(settings, "res")
    assert (remark.reason, remark.line) == ("unknown_legal_form", 3)


def test_rejections_are_kept_with_their_place_and_counted(settings, folder):
    rows = (res_row(), res_row(), res_row(FIRMA=""), res_row(OKRESLAU="CZ0100"))
    report = run(settings, "res", res_file(folder, *rows))
    manifest = report.manifest
    assert (manifest.records, manifest.rejected) == (1, 2)
    assert manifest.rejections == {"duplicate_key": 1, "no_name": 1}
    assert manifest.skipped == {"outside_region": 1}
    assert manifest.share_rejected == pytest.approx(2 / 3)
    kept = list(imports.rejections(settings, "res"))
    assert [(one.file, one.line, one.reason) for one in kept] == [
        ("res_data.csv", 3, "duplicate_key"),
        ("res_data.csv", 4, "no_name"),
    ]
    assert report.examples[1] == "res_data.csv:4: no_name: The row has no name."


def test_files_are_named_with_their_sums_also_the_one_that_lies_beside(settings, folder):
    file = res_file(folder, res_row())
    beside = folder / "res_pf_nace.csv"
    beside.write_text("ICO,ZDRUD,KODCIS,HODN\n26168685,1,80143,28410\n")
    files = run(settings, "res", file).manifest.files
    assert [one.name for one in files] == ["res_data.csv", "res_pf_nace.csv"]
    assert files[0].sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert files[0].size == file.stat().st_size
    (record,) = imports.records(settings)
    assert [one.code for one in record.sectors] == ["25.53", "28.41"]


def test_all_notices_are_imported_with_their_ids(settings):
    manifest = run(settings, "ted-notices", NOTICES).manifest
    assert (manifest.offers, manifest.rejected) == (215, 0)
    assert manifest.dataset == "ted-notices-de-cs"
    found = list(imports.records(settings))
    assert all(isinstance(one, Offer) for one in found)
    raw = [json.loads(line)["id"] for line in NOTICES.read_text("utf-8").splitlines()]
    assert [one.id for one in found] == raw


def test_a_new_import_of_the_same_name_replaces_the_last_one(settings, folder):
    first = catalogue(folder, entry(id="old"))
    run(settings, "catalogue", first)
    run(settings, "catalogue", catalogue(folder, entry(id="new")))
    run(settings, "catalogue", catalogue(folder, entry(id="other"), name="other.jsonl"))
    assert [one.id for one in imports.records(settings)] == ["new", "other"]
    names = [manifest.dataset for manifest in imports.manifests(settings)]
    assert names == ["catalogue-katalog-1", "catalogue-other"]
    states = [path for path in (settings.home / "imports" / names[0]).iterdir() if path.is_dir()]
    assert len(states) == 1


def test_the_same_file_again_changes_nothing(settings, folder):
    file = catalogue(folder, entry())
    before = run(settings, "catalogue", file).manifest
    again = run(settings, "catalogue", file)
    assert again.unchanged
    assert again.manifest == before
    assert imports.manifests(settings) == [before]
    assert not run(settings, "catalogue", file, demo=True).unchanged


def test_a_refused_import_leaves_the_last_one(settings, folder):
    run(settings, "catalogue", catalogue(folder, entry()))
    with pytest.raises(imports.NothingTaken, match="None of 2 rows") as raised:
        run(settings, "catalogue", catalogue(folder, entry(title=""), {"type": "x"}))
    assert raised.value.report.manifest.rejected == 2
    assert [one.id for one in imports.records(settings)] == ["R-1/2026"]


def test_a_foreign_file_is_refused_in_one_sentence(settings, folder):
    file = folder / "liste.csv"
    file.write_bytes(b"PK\x03\x04xlsx")
    with pytest.raises(
        imports.NothingTaken, match=r"^liste\.csv is a ZIP archive or an Excel file"
    ):
        run(settings, "res", file)
    assert imports.manifests(settings) == []


def test_one_foreign_file_among_good_ones_is_counted(settings, folder):
    foreign = folder / "foreign.csv"
    foreign.write_text("x")
    manifest = run(settings, "res", foreign, res_file(folder, res_row())).manifest
    assert (manifest.records, manifest.rejections) == (1, {"wrong_file": 1})


def test_a_register_wholly_outside_the_region_is_an_empty_import(settings):
    manifest = run(settings, "res", DATA / "res" / "res_data_sample.csv").manifest
    assert (manifest.records, manifest.skipped) == (0, {"outside_region": 3})


@pytest.mark.parametrize("dataset", ["../res", "", "Res", "a/b", ".hidden", "x" * 200])
def test_a_dataset_cannot_leave_its_folder(settings, folder, dataset):
    file = res_file(folder, res_row())
    if dataset:
        with pytest.raises(DataError, match="dataset is named"):
            run(settings, "res", file, dataset=dataset)
    with pytest.raises((DataError, NotFound)):
        imports.remove(settings, dataset)
    assert not (settings.home / "imports").exists() or not any(
        (settings.home / "imports").glob("*/manifest.json")
    )


def test_an_unknown_format_is_said_with_those_that_are_known(settings, folder):
    with pytest.raises(DataError, match="known are ares, catalogue"):
        run(settings, "telex", res_file(folder))


def test_an_import_can_be_removed(settings, folder):
    run(settings, "res", res_file(folder, res_row()))
    imports.remove(settings, "res")
    assert imports.manifests(settings) == []
    assert list(imports.records(settings)) == []
    with pytest.raises(NotFound, match="no import named 'res'"):
        imports.remove(settings, "res")
    with pytest.raises(NotFound):
        list(imports.rejections(settings, "res"))


def test_two_imports_into_one_dataset_do_not_run_at_once(settings, folder):
    file = res_file(folder, res_row())
    with (
        import_folders.writing(import_folders.folder_of(settings, "res")),
        pytest.raises(DataError, match="Another import into 'res' is running"),
    ):
        run(settings, "res", file)


def test_what_a_killed_import_left_is_cleared_and_never_read(settings, folder):
    left = settings.home / "imports" / "res" / f"{import_folders.NEW}xyz"
    left.mkdir(parents=True)
    (left / "records.jsonl").write_text("half a li")
    assert imports.manifests(settings) == []
    run(settings, "res", res_file(folder, res_row()))
    assert not left.exists()
    assert len(list(imports.records(settings))) == 1


def test_a_reader_that_has_begun_reads_on_while_the_import_is_replaced(settings, folder):
    run(settings, "catalogue", catalogue(folder, entry(id="1"), entry(id="2")))
    reading = imports.records(settings)
    first = next(reading)
    run(settings, "catalogue", catalogue(folder, entry(id="3")))
    assert [first.id, *(one.id for one in reading)] == ["1", "2"]


def test_a_damaged_manifest_is_named(settings, folder):
    run(settings, "res", res_file(folder, res_row()))
    (settings.home / "imports" / "res" / "manifest.json").write_text("{")
    with pytest.raises(DataError, match=r"manifest\.json cannot be read"):
        imports.manifests(settings)


def test_the_region_file_and_natural_persons_are_settings(tmp_path, folder):
    region = tmp_path / "region.yaml"
    region.write_text("districts: [CZ0100]\n")
    environment = {
        "PARTNERNET_HOME": str(tmp_path / "home"),
        "PARTNERNET_REGION": str(region),
        "PARTNERNET_NATURAL_PERSONS": "yes",
    }
    settings = Settings.from_environment(environment)
    rows = (res_row(), res_row(ICO="175", OKRESLAU="CZ0100", FORMA="101"))
    run(settings, "res", res_file(folder, *rows))
    assert [one.id for one in imports.records(settings)] == ["cz-00000175"]


def peak_memory(settings: Settings, fmt: str, file: Path) -> int:
    tracemalloc.start()
    run(settings, fmt, file)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return used


def test_memory_does_not_grow_with_rows_outside_the_region(settings, folder, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 64 * 1024)

    def peak(count: int) -> int:
        file = res_file(folder, res_row(), *(res_row(OKRESLAU="CZ0100"),) * count)
        return peak_memory(settings, "res", file)

    small = max(peak(1_000), peak(1_000))  # the first call also loads the tables
    assert peak(30_000) < small + 1_000_000


def test_memory_does_not_grow_with_companies_elsewhere(settings, folder, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 64 * 1024)

    def peak(count: int) -> int:
        file = folder / "companies.jsonl.bz2"
        elsewhere = json.dumps(company(attributes={"federal_state": "Bavaria"})).encode() + b"\n"
        file.write_bytes(bz2.compress(json.dumps(company()).encode() + b"\n" + elsewhere * count))
        return peak_memory(settings, "offeneregister", file)

    small = max(peak(1_000), peak(1_000))
    assert peak(30_000) < small + 1_000_000
