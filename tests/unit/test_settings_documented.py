"""Every setting is read in one place and stands in docs/operations.md."""

import re
from pathlib import Path

from core.settings import Settings

ROOT = Path(__file__).parents[2]


class Recorder(dict):
    """An empty environment that remembers what was asked of it."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def get(self, name, default=None):
        self.asked.add(name)
        return default


def variables() -> set[str]:
    """Return the names of all variables that the settings are read from."""
    environment = Recorder()
    Settings.from_environment(environment)
    return environment.asked


def documented() -> set[str]:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (`[^|]+) \|", text)
    return set(re.findall(r"`([A-Z][A-Z_]+)`", " ".join(rows)))


def test_every_setting_is_in_the_table_and_every_row_is_a_setting():
    assert documented() == variables()


def test_the_environment_is_read_in_one_place():
    elsewhere = [
        str(path.relative_to(ROOT))
        for room in ROOT.glob("*/__init__.py")
        if room.parent.name != "tests"
        for path in room.parent.rglob("*.py")
        if path != ROOT / "core" / "settings.py"
        if re.search(r"\bos\.(environ[.\[]|getenv\b)", path.read_text("utf-8"))
    ]
    assert elsewhere == []


def test_no_page_names_a_setting_that_there_is_not():
    known = variables()
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        named = set(re.findall(r"\bPARTNERNET_[A-Z_]+", page.read_text("utf-8")))
        assert named <= known, page
