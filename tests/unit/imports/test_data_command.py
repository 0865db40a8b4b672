"""``partnernet data``."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from commands.data import data
from core.progress import Silent
from core.settings import Settings
from indexer import imports
from operations import demo_data
from tests.unit.sources.reading import res_file, res_row

SMALL = 100


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


def call(settings, *arguments):
    return CliRunner().invoke(data, [str(one) for one in arguments], obj=settings)


def test_an_import_prints_counts_examples_and_what_to_do_next(settings, tmp_path):
    file = res_file(tmp_path, res_row(), res_row(FIRMA=""), res_row(ICO="175", OKRESLAU="CZ0100"))
    said = call(settings, "import", "res", file)
    assert said.exit_code == 0
    assert "res: 1 organisations and 0 offers, requests and events taken" in said.output
    assert "left out: outside_region 1" in said.output
    assert "rejected: no_name 1" in said.output
    assert "res_data.csv:3: no_name: The row has no name." in said.output
    assert "partnernet index rebuild" in said.output


def test_an_import_of_nothing_ends_with_one_sentence_and_status_1(tmp_path):
    environment = {**os.environ, "PARTNERNET_HOME": str(tmp_path / "home")}
    file = tmp_path / "res_data.csv"
    file.write_text("nothing\n")
    said = subprocess.run(
        [
            *(sys.executable, "-c", "from commands.main import main; main()"),
            *("data", "import", "res", str(file)),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "res_data.csv is not the CSV of the Czech register RES" in said.stderr


def test_status_shows_each_import(settings, tmp_path):
    assert "Nothing is imported yet" in call(settings, "status").output
    call(settings, "import", "res", res_file(tmp_path, res_row(), res_row()))
    said = call(settings, "status").output
    assert "res" in said
    assert "50.00%" in said
    assert "duplicate_key 1" in said


def test_status_shows_who_may_see_an_import_and_on_what_basis(settings, tmp_path):
    file = res_file(tmp_path, res_row())
    call(
        settings, "import", "res", file, "--visibility", "house:hwk", "--legal-basis", "a contract"
    )
    said = call(settings, "status").output
    assert "house:hwk" in said
    assert "res, legal basis: a contract" in said


def test_an_unknown_format_is_a_wrong_call(settings, tmp_path):
    said = call(settings, "import", "telex", tmp_path / "x")
    assert said.exit_code == 2
    assert "offeneregister" in said.output


def test_help_names_all_formats(settings):
    said = call(settings, "import", "--help").output
    for name in ("ares", "catalogue", "members", "offeneregister", "res", "ted-notices"):
        assert name in said


def test_the_demo_comes_through_the_same_doors_once_and_goes_again(settings):
    said = call(settings, "demo", "--organisations", SMALL)
    assert said.exit_code == 0, said.output
    made = imports.manifests(settings)
    assert {one.format for one in made} == {
        "ares",
        "catalogue",
        "gleif",
        "justice",
        "members",
        "offeneregister",
        "res",
        "xjustiz",
    }
    assert all(one.demo and one.dataset.startswith("demo-") for one in made)
    found = list(imports.records(settings))
    assert all(one.provenance[0].demo for one in found)
    assert "there already" in call(settings, "demo", "--organisations", SMALL).output
    assert imports.manifests(settings) == made
    call(settings, "demo", "--organisations", SMALL, "--seed", 2)
    assert imports.manifests(settings) != made
    call(settings, "demo", "--organisations", 0)
    assert imports.manifests(settings) == []
    assert not (settings.home / "demo").exists()


def test_rows_of_the_demo_are_taken_whole(settings):
    demo_data.ensure_demo(settings, 1_000, 1, Silent())
    for manifest in imports.manifests(settings):
        assert manifest.share_rejected < 0.01, manifest
        assert manifest.remarks == {}, manifest
    for one in imports.records(settings):
        if one.provenance[0].source in ("res", "offeneregister", "members", "ares"):
            assert one.place.district
            assert one.place.latitude
            assert one.legal_form


def test_dropping_the_demo_leaves_real_imports(settings, tmp_path):
    call(settings, "import", "res", res_file(tmp_path, res_row()))
    call(settings, "demo", "--organisations", SMALL)
    demo_data.drop_demo(settings)
    assert [one.dataset for one in imports.manifests(settings)] == ["res"]


def test_an_import_can_be_removed(settings, tmp_path):
    call(settings, "import", "res", res_file(tmp_path, res_row()))
    assert "Removed res" in call(settings, "remove", "res").output
    assert imports.manifests(settings) == []
