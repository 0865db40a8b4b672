"""What pages bring along is what package-lock.json says, and is served from this host alone."""

import json
import re
from pathlib import Path

import pytest

from core.errors import DataError
from search_app import vendor

ROOT = Path(vendor.__file__).parents[1]


@pytest.mark.parametrize("package", vendor.PACKAGES, ids=lambda package: package.name)
def test_the_copies_have_the_locked_version_and_a_licence(package):
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    version = locked["packages"][f"node_modules/{package.name}"]["version"]
    folder = ROOT / package.folder
    assert (folder / "VERSION").read_text(encoding="utf-8").startswith(f"{package.name} {version},")
    assert (folder / "LICENSE").read_text(encoding="utf-8").strip()
    script = (folder / Path(package.files[0]).name).read_text(encoding="utf-8")
    assert version in script


def test_copying_without_packages_says_what_to_run(tmp_path):
    with pytest.raises(DataError, match="npm ci"):
        vendor.copy(tmp_path)


@pytest.mark.parametrize("path", ["/de/?q=x", "/de/organisations/cz-26168681", "/de/api"])
def test_no_page_asks_another_host(client, path):
    html = client.get(path).text
    loaded = re.findall(r'(?:src|<link[^>]* href|action)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/") for address in loaded)
    assert "style=" not in html
