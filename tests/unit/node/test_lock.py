"""The lock file of the node's parts: complete, without an address, and free of jar hell."""

import re
from collections import Counter

import pytest

from engine.node.parts import LOCK_FILE, Artefact, locked, parts


def jars(folder: str) -> set[str]:
    """Return ``group:artifact:classifier`` of what lies in the folder."""
    return {_identity(artefact) for artefact in locked() if artefact.folder == folder}


def _identity(artefact: Artefact) -> str:
    group, artifact, _, *classifier, _ = artefact.coordinates.split(":")
    return ":".join([group, artifact, *classifier])


def test_every_artefact_has_a_sum_and_none_an_address():
    assert all(re.fullmatch("[0-9a-f]{64}", artefact.sha256) for artefact in locked())
    assert "//" not in LOCK_FILE.read_text()


def test_every_part_of_the_recipe_is_locked_in_its_folder():
    recipe = parts()
    wanted = {f"modules/{name}": module.artefact for name, module in recipe.modules.items()}
    wanted |= {f"plugins/{name}": coordinates for name, coordinates in recipe.plugins.items()}
    wanted["agent"] = recipe.agent
    found = {(a.folder, *_group_artifact_version(a)) for a in locked()}
    for folder, coordinates in wanted.items():
        assert (folder, *coordinates.split(":")) in found
    for coordinates in (*recipe.lib.resolved, *recipe.lib.alone):
        assert ("lib", *coordinates.split(":")) in found


def test_no_folder_has_two_versions_of_one_library():
    seen = Counter((artefact.folder, _identity(artefact)) for artefact in locked())
    assert [place for place, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("name", parts().modules)
def test_a_module_repeats_no_library_of_the_server_or_of_what_it_extends(name):
    extended = parts().modules[name].extends
    above = jars("lib") | (jars(f"modules/{extended}") if extended else set())
    assert jars(f"modules/{name}") & above == set()


def test_what_is_left_out_is_not_locked():
    left_out = parts().left_out
    everywhere = {_identity(artefact) for artefact in locked()}
    assert everywhere & left_out.anywhere == set()
    assert jars("agent") & left_out.agent == set()


def _group_artifact_version(artefact: Artefact) -> tuple[str, str, str]:
    group, artifact, *_, version = artefact.coordinates.split(":")
    return group, artifact, version
