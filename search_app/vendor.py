"""Copies front-end packages from node_modules to where they are used, licences beside them.

Run by ``make vendor`` after ``npm ci``; the copies are committed, so that neither a user of the
service nor its tests need Node. Versions are those of package-lock.json.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from core.errors import DataError

_PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Package:
    """A package of package.json and what of it is used."""

    name: str
    files: tuple[str, ...]
    folder: str
    """Where the copies lie, from the project's root."""


PACKAGES = (
    Package("htmx.org", ("dist/htmx.min.js", "LICENSE"), "search_app/static/vendor/htmx"),
    Package("axe-core", ("axe.min.js", "LICENSE"), "tests/browser/vendor/axe"),
)


def copy(project: Path = _PROJECT) -> None:
    """Copy the files of all packages; raises DataError where ``npm ci`` has not been run."""
    for package in PACKAGES:
        source = project / "node_modules" / package.name
        target = project / package.folder
        target.mkdir(parents=True, exist_ok=True)
        try:
            about = json.loads((source / "package.json").read_text(encoding="utf-8"))
            for file in package.files:
                shutil.copyfile(source / file, target / Path(file).name)
        except FileNotFoundError as error:
            raise DataError(f"{error.filename} is not there; run `npm ci` first.") from error
        line = f"{package.name} {about['version']}, {about['license']}\n"
        (target / "VERSION").write_text(line, encoding="utf-8")


if __name__ == "__main__":
    copy()
