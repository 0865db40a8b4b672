"""What the packages ship as data may be shipped: each file is on the list with its licence."""

from configparser import ConfigParser
from pathlib import Path

import msgspec
import pytest

from core.strict import parse

ROOT = Path(__file__).parents[2]
LIST = ROOT / "taxonomy" / "data" / "LICENCES.yaml"
CODE = {".py", ".html", ".css", ".po", ".mo", ".svg", ".md", ".jinja", ".pyc", ".typed"}
"""What is no data; libraries of the pages have a test of their own (tests/app/test_vendor.py)."""
NOT_DATA = ("search_app/static/", "search_app/babel.cfg")


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    licences: list[str]
    holder: str


class Allowed(msgspec.Struct, forbid_unknown_fields=True):
    licences: dict[str, str]
    files: list[Entry]


@pytest.fixture(scope="module")
def allowed() -> Allowed:
    return parse(LIST.read_text("utf-8"), LIST.name, Allowed)


def shipped() -> list[Path]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    rooms = config["options.packages.find"]["include"].replace("*", "").split()
    found = (path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file())
    relative = (path.relative_to(ROOT) for path in found if path.suffix not in CODE)
    return sorted(
        path
        for path in relative
        if not path.as_posix().startswith(NOT_DATA) and not path.name.startswith(".")
    )


def test_every_data_file_is_on_the_list(allowed):
    missing = [
        path.as_posix()
        for path in shipped()
        if not any(path.match(entry.path) for entry in allowed.files)
    ]
    assert missing == []


def test_everything_on_the_list_is_there(allowed):
    assert [entry.path for entry in allowed.files if not list(ROOT.glob(entry.path))] == []


def test_every_licence_is_allowed_and_used(allowed):
    used = {licence for entry in allowed.files for licence in entry.licences}
    assert used == set(allowed.licences)
    assert all(entry.licences and entry.holder for entry in allowed.files)
