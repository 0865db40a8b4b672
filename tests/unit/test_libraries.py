"""Each library is needed, and its reason is written down."""

import re
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def required() -> list[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"].split("\n")
    return [re.split(r"[\[<>=]", line)[0].strip() for line in lines if line.strip()]


@pytest.mark.parametrize("library", required())
def test_it_is_imported_by_a_room(library):
    modules = [name for name, of in packages_distributions().items() if library in map(normal, of)]
    says = re.compile(rf"(?m)^\s*(import|from) ({'|'.join(map(re.escape, modules))})\b")
    rooms = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    assert modules
    assert any(
        says.search(path.read_text("utf-8")) for room in rooms for path in room.rglob("*.py")
    )


def test_the_reason_for_each_and_for_no_other_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Libraries")[1]
    rows = re.findall(r"(?m)^\| ([a-z][\w, -]+) \|", text)
    named = {name.strip() for row in rows for name in row.split(",")} - {"library"}
    assert named == set(required())


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
