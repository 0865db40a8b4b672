"""compose.yaml: valid, bounded, without privileges or secrets, started in order."""

import re
import subprocess
import sys

import pytest

from engine.node.parts import parts
from tests.unit.deploy.files import COMPOSE, DOCKERFILE, ROOT, SERVICES
from tests.unit.test_settings_documented import variables

_NODES = [name for name in SERVICES if name.startswith("opensearch-")]
_ONCE = {"certificates", "security", "migrate"}


def test_it_follows_the_specification():
    command = ["check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_bounded_and_unprivileged(name):
    service = SERVICES[name]
    assert set(service["deploy"]["resources"]["limits"]) >= {"cpus", "memory", "pids"}
    assert service["logging"]["options"]["max-size"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["cap_drop"] == ["ALL"]
    assert not service.get("privileged")
    assert service.get("network_mode", "none") == "none"


@pytest.mark.parametrize("name", set(SERVICES) - set(_NODES))
def test_only_nodes_write_to_their_own_file_system(name):
    assert SERVICES[name]["read_only"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_has_a_version(name):
    assert re.search(r":v?\d+\.\d+", SERVICES[name]["image"])


def test_the_cluster_is_of_the_version_that_is_tested_here():
    assert len(_NODES) == 3
    for name in (*_NODES, "security"):
        assert SERVICES[name]["image"].endswith(f":{parts().version}")


def test_secrets_are_files_that_git_and_the_image_leave_out():
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("deploy/secrets/")
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            is_secret = re.search("PASSWORD|SECRET|TOKEN|STORE_URL|BROKER_URL", variable)
            assert not is_secret or (variable.endswith("_FILE") and value.startswith("/run/"))
    assert "!deploy" not in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in (ROOT / "deploy" / "secrets" / ".gitignore").read_text("utf-8").splitlines()


def test_every_service_is_given_the_secrets_that_it_reads():
    for name, service in SERVICES.items():
        values = [str(value) for value in service.get("environment", {}).values()]
        values += [str(service.get("entrypoint", "")), str(service.get("healthcheck", ""))]
        read = set(re.findall(r"/run/secrets/(\w+)", " ".join(values)))
        assert read <= set(service.get("secrets", ())), name


def test_what_keeps_data_is_reached_from_inside_only():
    assert COMPOSE["networks"]["inside"]["internal"]
    for name in (*_NODES, "security", "postgresql", "redis", "worker", "schedule", "migrate"):
        assert SERVICES[name]["networks"] == ["inside"]
        assert "ports" not in SERVICES[name]
    for service in SERVICES.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("name", ["web", "worker", "schedule", "tools"])
def test_the_service_starts_after_all_that_it_needs(name):
    wanted = {one: needed["condition"] for one, needed in SERVICES[name]["depends_on"].items()}
    assert wanted == {
        "security": "service_completed_successfully",
        "migrate": "service_completed_successfully",
        "redis": "service_healthy",
    }


def test_what_is_waited_for_can_be_healthy_or_ends():
    for service in SERVICES.values():
        for name, needed in service.get("depends_on", {}).items():
            if needed["condition"] == "service_healthy":
                assert SERVICES[name]["healthcheck"]["test"]
            else:
                assert name in _ONCE
                assert SERVICES[name]["restart"] == "no"


def test_mail_is_caught_in_the_development_profile_only():
    assert SERVICES["mail"]["profiles"] == ["development"]


def test_every_volume_is_declared_and_used():
    mounted = {mount.split(":")[0] for one in SERVICES.values() for mount in one.get("volumes", ())}
    assert {name for name in mounted if not name.startswith(".")} == set(COMPOSE["volumes"])
    for path in mounted - set(COMPOSE["volumes"]) - {"./import"}:
        assert (ROOT / path).exists()


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    others = set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", text))
    environments = (service.get("environment", {}) for service in SERVICES.values())
    used = {name for environment in environments for name in environment}
    instructions = re.findall(r"(?ms)^ENV (.*?[^\\])$", DOCKERFILE)
    used |= set(re.findall(r"([A-Z_]+)=", " ".join(instructions)))
    assert used - variables() == others
