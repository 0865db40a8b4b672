"""What is built from the project holds all that the code reads."""

import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.pyc", "*.mo")


def rooms() -> list[str]:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config["importlinter"]["root_packages"].split()


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """A copy of the rooms with what describes them, so that building leaves no trace here."""
    copy = tmp_path_factory.mktemp("source")
    for room in rooms():
        shutil.copytree(ROOT / room, copy / room, ignore=LEFT_BEHIND)
    for name in ("LICENSE", "MANIFEST.in", "README.md", "pyproject.toml", "setup.cfg"):
        shutil.copy(ROOT / name, copy)
    return copy


def test_the_wheel_holds_every_file_of_every_room(source, tmp_path):
    before = {str(path.relative_to(source)) for room in rooms() for path in files(source / room)}
    command = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([sys.executable, "-m", *command, str(source)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert before - set(archive.namelist()) == set()


def test_every_room_stands_in_every_list_of_rooms():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert set(rooms()) == packages
    assert set(config["mypy"]["packages"].split(",")) == packages
    found = config["options.packages.find"]["include"].split()
    assert {pattern.removesuffix("*") for pattern in found} == packages
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    manifest = (ROOT / "MANIFEST.in").read_text("utf-8").splitlines()
    for room in packages:
        assert f"!{room}" in ignore
        assert f"graft {room}" in manifest


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
