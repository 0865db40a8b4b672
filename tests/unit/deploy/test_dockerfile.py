"""The image: what hadolint would say, as far as it matters here, and rules of our own.

hadolint is a program in Haskell that a third party repacks for PyPI (docs/decisions/0020); these
are its rules for the instructions that the file uses, by their numbers.
"""

import json
import re

from tests.unit.deploy.files import DOCKERFILE, stages

_ALL = [pair for stage in stages() for pair in stage]
_RUNS = [arguments for name, arguments in _ALL if name == "RUN"]


def test_it_runs_as_an_ordinary_user_given_by_number():
    """A number, so that ``runAsNonRoot`` of other platforms can check it. DL3002."""
    users = [arguments for name, arguments in stages()[-1] if name == "USER"]
    assert len(users) == 1
    assert int(users[0]) >= 1000


def test_every_base_image_has_a_version():
    """DL3006, DL3007."""
    for stage in stages():
        assert re.match(r"python:\d+\.\d+-slim-\w+( AS \w+)?$", stage[0][1])


def test_nothing_is_installed_without_its_hash():
    """DL3013, DL3042."""
    installs = [run for run in _RUNS if "pip install" in run]
    assert installs
    for install in installs:
        assert "--require-hashes" in install or "--no-deps --no-build-isolation ." in install
        assert "--no-cache-dir" in install


def test_no_shell_fetches_or_changes_folders():
    """DL3003, DL3004, DL4001, DL4006: no cd, sudo, curl, wget, apt-get, no pipe."""
    assert not [run for run in _RUNS if re.search(r"\b(cd|curl|wget|sudo|apt-get)\b|\|", run)]


def test_the_last_stage_builds_nothing():
    for name, arguments in stages()[-1]:
        assert name != "RUN" or not re.search(r"pip|gcc|make", arguments)
    copied = [arguments for name, arguments in stages()[-1] if name == "COPY"]
    assert copied == ["--from=build /opt/partnernet /opt/partnernet"]


def test_folders_are_absolute_and_copies_are_copies():
    """DL3000, DL3020, DL3022: WORKDIR by its whole path, COPY, and only from a named stage."""
    assert all(arguments.startswith("/") for name, arguments in _ALL if name == "WORKDIR")
    assert "ADD" not in {name for name, _ in _ALL}
    stages_named = set(re.findall(r" AS (\w+)", DOCKERFILE))
    assert set(re.findall(r"--from=(\w+)", DOCKERFILE)) <= stages_named


def test_it_tells_its_health_and_starts_without_a_shell():
    """DL3025, DL3012, DL4003, DL4004: arguments as JSON, each instruction once."""
    names = [name for name, _ in stages()[-1]]
    last = dict(stages()[-1])
    for name in ("HEALTHCHECK", "ENTRYPOINT", "CMD"):
        assert names.count(name) == 1
    assert "/healthz" in last["HEALTHCHECK"]
    assert json.loads(last["ENTRYPOINT"]) == ["partnernet"]
    assert json.loads(last["CMD"])[0] == "serve"


def test_only_known_instructions_are_used():
    """DL1000: what the rules above know."""
    known = {"FROM", "WORKDIR", "RUN", "COPY", "ENV", "USER", "VOLUME", "EXPOSE"}
    assert {name for name, _ in _ALL} <= known | {"HEALTHCHECK", "ENTRYPOINT", "CMD"}


def test_values_hold_no_secret():
    assert not re.search(r"(?i)(password|secret|token)\w*=", DOCKERFILE)
