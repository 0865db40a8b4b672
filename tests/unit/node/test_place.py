"""Root's node and Java stand where the account that runs them can reach them."""

import os

import pytest

from core.errors import SettingsError
from core.settings import Settings
from engine.node import java, place
from engine.node.account import Account
from engine.node.folder import Folder

STRANGER = Account("stranger", 54321, 54321)
OURSELVES = Account("ourselves", os.geteuid(), os.getegid())


def settings_of(home, **more):
    return Settings.from_environment({"PARTNERNET_HOME": str(home), **more})


@pytest.fixture
def closed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    return closed


def test_a_folder_is_reached_only_through_open_ones(open_folder, closed):
    assert STRANGER.can_reach(open_folder)
    assert not STRANGER.can_reach(closed)
    assert not STRANGER.can_reach(open_folder / "missing")
    assert OURSELVES.can_reach(closed)


def test_an_ordinary_user_gets_the_node_in_the_home(closed):
    assert place.node_folder(settings_of(closed / "home"), None).root == closed / "home/node"


def test_an_open_home_is_used(open_folder):
    home = open_folder / "open-home"
    assert place.node_folder(settings_of(home), STRANGER).root == home / "node"


@pytest.fixture
def strict_umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_from_a_closed_home_the_node_moves_and_is_found_again(open_folder, closed, monkeypatch):
    monkeypatch.setattr(place, "OPEN_FOLDERS", open_folder / "nodes")
    settings = settings_of(closed / "home")
    folder = place.node_folder(settings, STRANGER)
    assert folder.root.parent == open_folder / "nodes"
    assert STRANGER.can_reach(folder.root)
    assert (settings.home / "node").resolve() == folder.root
    assert place.node_folder(settings, STRANGER) == folder


def test_a_link_to_a_folder_that_was_removed_is_replaced(open_folder, closed, monkeypatch):
    monkeypatch.setattr(place, "OPEN_FOLDERS", open_folder / "nodes")
    settings = settings_of(closed)
    first = place.node_folder(settings, STRANGER).root
    first.rmdir()
    second = place.node_folder(settings, STRANGER).root
    assert second.is_dir()
    assert second != first


def test_a_node_folder_that_became_closed_is_told_in_one_sentence(closed):
    (closed / "node").mkdir()
    with pytest.raises(SettingsError, match=r"stranger.*cannot enter.*PARTNERNET_HOME"):
        place.node_folder(settings_of(closed), STRANGER)


@pytest.fixture
def jdk(closed):
    """Something that looks like a JDK, in a folder that only its owner enters."""
    home = closed / "jdk"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "java").touch(mode=0o700)
    (home / "release").write_text('JAVA_VERSION="25.0.2"\nMODULES="java.base java.net.http"\n')
    return home


def test_a_java_that_is_reached_is_used_where_it_is(jdk, tmp_path):
    settings = settings_of(tmp_path, OPENSEARCH_JAVA_HOME=str(jdk))
    assert place.reachable_java(settings, Folder(tmp_path), None) == jdk
    assert place.reachable_java(settings, Folder(tmp_path), OURSELVES) == jdk


def test_a_java_out_of_reach_is_copied_once_for_all_to_run(jdk, open_folder, tmp_path):
    settings = settings_of(tmp_path, OPENSEARCH_JAVA_HOME=str(jdk))
    folder = Folder(open_folder / "with-java")
    folder.root.mkdir()
    copy = place.reachable_java(settings, folder, STRANGER)
    assert STRANGER.can_reach(copy / "bin" / "java")
    before = copy.stat().st_ino
    assert place.reachable_java(settings, folder, STRANGER) == copy
    assert copy.stat().st_ino == before
    (jdk / "release").write_text('JAVA_VERSION="26"\n')
    assert java.release(place.reachable_java(settings, folder, STRANGER)) == 26


@pytest.mark.parametrize(
    ("release", "sentence"),
    [('JAVA_VERSION="17.0.15"\n', "is Java 17; OpenSearch .* needs 21"), (None, "does not tell")],
)
def test_a_java_that_is_too_old_or_unknown_is_refused(jdk, tmp_path, release, sentence):
    (jdk / "release").unlink()
    if release:
        (jdk / "release").write_text(release)
    with pytest.raises(SettingsError, match=sentence):
        java.home(settings_of(tmp_path, OPENSEARCH_JAVA_HOME=str(jdk)))


def test_a_missing_java_is_told_with_the_variable_to_set(tmp_path):
    with pytest.raises(SettingsError, match="OPENSEARCH_JAVA_HOME"):
        java.home(settings_of(tmp_path, OPENSEARCH_JAVA_HOME=str(tmp_path)))


def test_the_vector_module_is_asked_for_where_the_java_has_it(jdk, tmp_path):
    folder = Folder(tmp_path)
    assert "--add-modules=jdk.incubator.vector" not in java.command(jdk, folder, "1g")
    (jdk / "release").write_text('JAVA_VERSION="25"\nMODULES="java.base jdk.incubator.vector"\n')
    command = java.command(jdk, folder, "2g")
    assert "--add-modules=jdk.incubator.vector" in command
    assert {"-Xms2g", "-Xmx2g"} <= set(command)
