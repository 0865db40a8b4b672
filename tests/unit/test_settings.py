"""Settings come from the environment; a wrong one is named."""

import os
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings


def read(**environ: str) -> Settings:
    return Settings.from_environment(environ)


def test_root_gets_folders_that_the_nodes_account_can_enter(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert read().home == Path("/var/lib/partnernet")
    assert read().downloads == Path("/var/cache/partnernet")


def test_others_get_folders_of_their_own(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/anna")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert Path("/home/anna") in read().home.parents
    assert Path("/home/anna") in read().downloads.parents


def test_a_home_is_absolute_wherever_a_command_is_called(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert read(PARTNERNET_HOME="here").home == tmp_path / "here"


def test_a_password_may_lie_in_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text("s3cret\n", "utf-8")
    settings = read(PARTNERNET_OPENSEARCH_PASSWORD_FILE=str(file))
    assert settings.opensearch_password == "s3cret"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTNERNET_LOG", "xml"),
        ("PARTNERNET_REJECTED_LIMIT", "two percent"),
        ("PARTNERNET_REJECTED_LIMIT", "2"),
        ("PARTNERNET_NATURAL_PERSONS", "perhaps"),
        ("PARTNERNET_OPENSEARCH_PASSWORD_FILE", "/nowhere/password"),
    ],
)
def test_a_wrong_value_is_told_with_the_name_of_its_variable(name, value):
    with pytest.raises(SettingsError, match=name):
        read(**{name: value})


def test_no_setting_is_needed_and_an_empty_one_is_none():
    empty = Settings.from_environment(dict.fromkeys(["PARTNERNET_OPENSEARCH_URL"], ""))
    assert empty == read()
    assert empty.opensearch_url is None
