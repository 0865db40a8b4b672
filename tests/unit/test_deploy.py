"""The files for a bigger machine: valid, bounded, without privileges or secrets."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from engine.node.parts import parts
from tests.unit.test_settings_documented import variables

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
SERVICES = COMPOSE["services"].items()


def test_compose_file_follows_the_specification():
    command = ["check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)


@pytest.mark.parametrize(("name", "service"), SERVICES)
def test_every_service_is_bounded_and_unprivileged(name, service):
    assert set(service["deploy"]["resources"]["limits"]) >= {"cpus", "memory", "pids"}
    assert service["logging"]["options"]["max-size"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")
    assert "network_mode" not in service


@pytest.mark.parametrize(("name", "service"), SERVICES)
def test_every_image_has_a_version(name, service):
    assert re.search(r":\d+\.\d+\.\d+$", service["image"])


def test_the_cluster_is_of_the_version_that_is_tested_here():
    assert COMPOSE["services"]["opensearch"]["image"].endswith(f":{parts().version}")


def test_secrets_are_files_that_git_and_the_image_leave_out():
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("deploy/secrets/")
    for _, service in SERVICES:
        for variable, value in service["environment"].items():
            is_secret = re.search("PASSWORD|SECRET|TOKEN", variable)
            assert not is_secret or (variable.endswith("_FILE") and value.startswith("/run/"))
    assert "!deploy" not in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in (ROOT / "deploy" / "secrets" / ".gitignore").read_text("utf-8").splitlines()


def test_opensearch_can_be_reached_by_the_other_services_only():
    opensearch = COMPOSE["services"]["opensearch"]
    assert "ports" not in opensearch
    assert all(COMPOSE["networks"][network].get("internal") for network in opensearch["networks"])


def test_only_known_settings_are_set():
    named = set(re.findall(r"\bPARTNERNET_[A-Z_]+", DOCKERFILE))
    for _, service in SERVICES:
        named |= {name for name in service["environment"] if name.startswith("PARTNERNET_")}
    assert named <= variables()


def stages() -> list[list[tuple[str, str]]]:
    """Return each stage of the Dockerfile as pairs of instruction and arguments."""
    lines = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", DOCKERFILE)).splitlines()
    pairs = [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]
    starts = [at for at, (name, _) in enumerate(pairs) if name == "FROM"]
    return [pairs[a:b] for a, b in zip(starts, [*starts[1:], len(pairs)], strict=True)]


def test_the_image_runs_as_an_ordinary_user_given_by_number():
    """A number, so that ``runAsNonRoot`` of other platforms can check it."""
    users = [arguments for name, arguments in stages()[-1] if name == "USER"]
    assert len(users) == 1
    assert int(users[0]) >= 1000


def test_every_base_image_has_a_version():
    for stage in stages():
        assert re.match(r"python:\d+\.\d+", stage[0][1])


def test_nothing_is_installed_without_its_hash():
    runs = [arguments for stage in stages() for name, arguments in stage if name == "RUN"]
    installs = [run for run in runs if "pip install" in run]
    assert installs
    for install in installs:
        assert "--require-hashes" in install or "--no-deps --no-build-isolation ." in install
        assert "--no-cache-dir" in install
    assert not [run for run in runs if re.search(r"\b(curl|wget|sudo|apt-get)\b", run)]


def test_the_image_tells_its_health_and_starts_without_a_shell():
    last = dict(stages()[-1])
    assert "/healthz" in last["HEALTHCHECK"]
    assert last["ENTRYPOINT"].startswith("[")
    assert last["CMD"].startswith("[")
    assert "ADD" not in {name for stage in stages() for name, _ in stage}
