"""``partnernet report``: the sentences and a short table, the JSON, the list."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.report import report as command
from core.errors import NotFound
from core.settings import Settings
from indexer.quality import folders
from indexer.quality.page import pages
from tests.unit.quality.loads import manifest, report


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})


def run(home: Settings, *arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments, obj=home, catch_exceptions=False)
    assert result.exit_code == 0
    return result


@pytest.fixture
def folder(home: Settings) -> Path:
    one = report(manifests=(manifest("ihk", records=900, rejected=100),))
    return folders.save(home, one, pages(one))


def test_it_says_what_stands_out_and_where_the_whole_report_lies(home, folder):
    shown = run(home, "--language", "de").output
    assert "ihk: 10,0\xa0% der Zeilen wurden abgewiesen. (Schwelle: 0,5\xa0%)" in shown
    assert "Die Datei oder die Zuordnung der Spalten berichtigen" in shown
    assert "1.000" in shown
    page = Path(shown.rsplit(": ", 1)[1].strip())
    assert page == folder / "report.de.html"
    assert page.is_file()


def test_the_json_is_the_report_itself(home, folder):
    assert json.loads(run(home, "--json").output) == json.loads(
        (folder / "report.json").read_text(encoding="utf-8")
    )


def test_the_list_names_each_report_that_is_kept(home, folder):
    shown = run(home, "list").output
    assert "2026-11-23T16:15:00  import  rows 1000, findings 1" in shown
    assert str(folder) in shown


def test_before_the_first_load_it_says_so(home):
    with pytest.raises(NotFound, match="Zatím není žádná zpráva"):
        run(home, "--language", "cs")
    assert run(home, "list").output == ""
