"""Who may see an import, and on what legal basis it may be used."""

import pytest

from core.errors import DataError
from core.progress import Silent
from core.settings import Settings
from indexer import imports
from indexer.sources import base
from tests.unit.sources.reading import res_file, res_row

ASKED = "This register may not be copied."


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


@pytest.fixture
def conditions(monkeypatch):
    """Let the source RES have conditions."""
    res = imports.all_sources()["res"]
    asking = base.Source(name="res", title="", read=res.read, conditions=ASKED)
    monkeypatch.setattr(imports, "all_sources", lambda: {"res": asking})


def run(settings, tmp_path, **options):
    return imports.run("res", [res_file(tmp_path, res_row())], settings, Silent(), **options)


def test_an_import_is_public_unless_told(settings, tmp_path):
    assert run(settings, tmp_path).manifest.visibility == "public"
    (record,) = imports.records(settings)
    assert record.provenance[0].visibility == "public"


def test_a_house_stands_in_the_manifest_and_in_each_record(settings, tmp_path):
    run(settings, tmp_path, visibility="house:ihk-dresden")
    (manifest,) = imports.manifests(settings)
    assert manifest.visibility == "house:ihk-dresden"
    (record,) = imports.records(settings)
    assert record.provenance[0].visibility == "house:ihk-dresden"


def test_the_same_file_for_another_house_is_another_import(settings, tmp_path):
    run(settings, tmp_path, visibility="house:a")
    assert not run(settings, tmp_path, visibility="house:b").unchanged
    assert run(settings, tmp_path, visibility="house:b").unchanged


@pytest.mark.parametrize(
    "wrong", ["", "private", "house:", "house:IHK", "house:a b", "house:ä", "house:" + "x" * 200]
)
def test_a_visibility_that_is_none_is_refused_before_anything_is_read(settings, tmp_path, wrong):
    with pytest.raises(DataError, match="visibility is public, or house:NAME"):
        run(settings, tmp_path, visibility=wrong)
    assert imports.manifests(settings) == []


@pytest.mark.usefixtures("conditions")
@pytest.mark.parametrize("told", ["", "  \n"])
def test_a_source_with_conditions_wants_a_legal_basis(settings, tmp_path, told):
    with pytest.raises(DataError, match=f"{ASKED} Say on what legal basis"):
        run(settings, tmp_path, legal_basis=told)
    assert not (settings.home / "imports").exists()


@pytest.mark.usefixtures("conditions")
def test_a_legal_basis_is_kept_on_one_line(settings, tmp_path):
    run(settings, tmp_path, legal_basis="contract of\n 1 March 2026")
    (manifest,) = imports.manifests(settings)
    assert manifest.legal_basis == "contract of 1 March 2026"


def test_a_basis_may_be_told_where_none_is_asked_for(settings, tmp_path):
    assert run(settings, tmp_path, legal_basis="CC BY 4.0").manifest.legal_basis == "CC BY 4.0"
