"""The program folder is made once from checked files, and mended when it was damaged."""

import hashlib
import io
import zipfile

import pytest

from core.progress import Silent
from core.settings import Settings
from engine.node import layout, parts
from engine.node.artefacts import kept_path
from engine.node.folder import Folder
from engine.node.parts import Artefact


def _zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("plugin-descriptor.properties", "name=opensearch-knn")
    return content.getvalue()


@pytest.fixture
def settings(tmp_path):
    environment = {"PARTNERNET_HOME": tmp_path / "home", "PARTNERNET_DOWNLOADS": tmp_path / "kept"}
    return Settings.from_environment({name: str(path) for name, path in environment.items()})


@pytest.fixture
def artefacts(settings, monkeypatch):
    """A recipe of three small files that were fetched before."""
    found = []
    for folder, coordinates, content in (
        ("lib", "org.example:server:jar:1", b"server"),
        ("modules/transport-netty4", "org.example:netty:jar:1", b"netty"),
        ("plugins/opensearch-knn", "org.example:knn:zip:1", _zip()),
    ):
        artefact = Artefact(folder, coordinates, hashlib.sha256(content).hexdigest())
        path = kept_path(artefact, settings.downloads)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        found.append(artefact)
    monkeypatch.setattr(layout, "locked", lambda: tuple(found))
    return found


@pytest.fixture
def folder(settings, artefacts):
    folder = Folder(settings.home / "node")
    folder.root.mkdir(parents=True)
    layout.put_together(settings, folder, Silent())
    return folder


def test_files_modules_and_plugins_stand_where_opensearch_looks_for_them(folder):
    assert (folder.program / "lib/server-1.jar").read_bytes() == b"server"
    plugin = folder.program / "plugins/opensearch-knn/plugin-descriptor.properties"
    assert plugin.read_text() == "name=opensearch-knn"
    module = folder.program / "modules/transport-netty4"
    described = (module / "plugin-descriptor.properties").read_text()
    assert "classname=org.opensearch.transport.Netty4ModulePlugin\n" in described
    assert f"opensearch.version={parts.parts().version}\n" in described
    assert "SocketPermission" in (module / "plugin-security.policy").read_text()
    assert not (folder.program / "modules/geo/plugin-security.policy").exists()


def test_a_finished_folder_is_left_as_it_is(settings, folder):
    before = folder.program.stat().st_ino
    layout.put_together(settings, folder, Silent())
    assert folder.program.stat().st_ino == before


@pytest.mark.parametrize(
    "name",
    [
        "lib/server-1.jar",
        "plugins/opensearch-knn/plugin-descriptor.properties",
        "modules/geo/plugin-descriptor.properties",
    ],
)
def test_a_changed_or_missing_file_is_named_and_mended(settings, folder, name):
    path = folder.program / name
    good = path.read_bytes()
    for content in (None, b"other"):
        path.unlink()  # the store has the same file under another name
        if content:
            path.write_bytes(content)
        assert layout.damage(folder) == [name]
        layout.put_together(settings, folder, Silent())
        assert layout.damage(folder) == []
        assert path.read_bytes() == good


def test_a_file_that_nobody_put_there_is_named_and_removed(settings, folder):
    foreign = folder.program / "lib" / "foreign.jar"
    foreign.write_bytes(b"")
    assert layout.damage(folder) == ["lib/foreign.jar"]
    layout.put_together(settings, folder, Silent())
    assert not foreign.exists()


def test_another_recipe_makes_the_folder_anew(settings, folder, monkeypatch):
    monkeypatch.setattr(layout, "fingerprint", lambda: "another")
    assert layout.damage(folder) == ["put-together.json"]
    layout.put_together(settings, folder, Silent())
    assert layout.damage(folder) == []


def test_a_second_home_shares_the_files_on_disk(settings, folder, tmp_path):
    second = Folder(tmp_path / "second")
    second.root.mkdir()
    layout.put_together(settings, second, Silent())
    jar = "lib/server-1.jar"
    assert (second.program / jar).stat().st_ino == (folder.program / jar).stat().st_ino
