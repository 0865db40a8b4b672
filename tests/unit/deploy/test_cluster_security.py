"""Users, roles and certificates of the cluster, as far as files tell."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.unit.deploy.files import COMPOSE, DEPLOY, ROOT

_SECURITY = DEPLOY / "opensearch" / "security"
_TYPES = {
    "config": "config",
    "internal_users": "internalusers",
    "roles": "roles",
    "roles_mapping": "rolesmapping",
    "action_groups": "actiongroups",
    "tenants": "tenants",
}
"""What securityadmin.sh wants in a folder, and how each file calls itself."""
_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_ROLE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["cluster_permissions", "index_permissions"],
    "properties": {
        "reserved": {"type": "boolean"},
        "cluster_permissions": _NAMES,
        "index_permissions": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["index_patterns", "allowed_actions"],
                "properties": {"index_patterns": _NAMES, "allowed_actions": _NAMES},
            },
        },
    },
}


def read(name: str) -> dict[str, dict]:
    content = yaml.safe_load((_SECURITY / f"{name}.yml").read_text("utf-8"))
    assert content.pop("_meta") == {"type": _TYPES[name], "config_version": 2}
    return content


def rights() -> set[str]:
    (role,) = read("roles").values()
    (index,) = role["index_permissions"]
    return {*role["cluster_permissions"], *index["allowed_actions"]}


def test_the_folder_holds_what_securityadmin_wants():
    assert {path.stem for path in _SECURITY.iterdir()} == set(_TYPES)
    for name in _TYPES:
        read(name)


def test_one_user_has_one_role_on_the_services_indices_only():
    roles = read("roles")
    for role in roles.values():
        jsonschema.validate(role, _ROLE)
        assert [one["index_patterns"] for one in role["index_permissions"]] == [["partnernet-*"]]
    assert read("roles_mapping") == {"partnernet_service": {"users": ["partnernet"]}}
    (user,) = read("internal_users").values()
    assert "backend_roles" not in user
    assert set(roles) == {"partnernet_service"}


def test_no_right_is_wider_than_an_action():
    for right in rights():
        assert re.fullmatch(r"(indices|cluster):[a-z]+(/[a-z]+)*\*?", right)
    # The documentation of the permissions names these two with a star: their shards' own actions.
    assert {right for right in rights() if right.endswith("*")} == {
        "indices:data/write/bulk*",
        "indices:admin/refresh*",
    }


def test_every_right_has_a_request_that_needs_it():
    text = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    section = text.split("## What the service asks of OpenSearch")[1].split("\n## ")[0]
    rows = re.findall(r"(?m)^\| `[A-Z].*\| ([^|]*) \|$", section)
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == rights()


def test_the_hash_is_put_where_security_sh_looks_for_it():
    (user,) = read("internal_users").values()
    assert f"s/{user['hash']}/" in (DEPLOY / "opensearch" / "security.sh").read_text("utf-8")


def test_traffic_is_encrypted_and_nobody_is_anonymous():
    settings = yaml.safe_load((DEPLOY / "opensearch" / "opensearch.yml").read_text("utf-8"))
    assert settings["plugins.security.ssl.http.enabled"] is True
    assert settings["plugins.security.allow_default_init_securityindex"] is False
    dynamic = read("config")["config"]["dynamic"]
    assert dynamic["http"]["anonymous_auth_enabled"] is False
    url = COMPOSE["x-partnernet"]["environment"]["PARTNERNET_OPENSEARCH_URL"]
    assert all(one.startswith("https://") for one in url.split(","))
    assert [re.sub(r"https://|:9200", "", one) for one in url.split(",")] == settings[
        "discovery.seed_hosts"
    ]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What certificates.sh makes, twice: the second time changes nothing."""
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("authority", "nodes", "trust"):
        (folder / name).mkdir()
    command = ["sh", str(DEPLOY / "opensearch" / "certificates.sh")]
    places = [str(folder / name) for name in ("authority", "nodes", "trust")]
    environment = {**os.environ, "OWNER": f"{os.getuid()}:{os.getgid()}"}
    told = [
        subprocess.run(
            [*command, *places, "opensearch-1"],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]
    assert "opensearch-1.pem" in told[0]
    assert told[1] == ""
    return folder


def ask(*arguments: str) -> str:
    openssl = shutil.which("openssl")
    assert openssl
    return subprocess.run(
        [openssl, *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_certificates_are_of_the_authority_and_bear_the_names_that_the_nodes_trust(certificates):
    settings = yaml.safe_load((DEPLOY / "opensearch" / "opensearch.yml").read_text("utf-8"))
    authority = str(certificates / "trust" / "ca.pem")
    for name, trusted in (
        ("opensearch-1", settings["plugins.security.nodes_dn"]),
        ("admin", settings["plugins.security.authcz.admin_dn"]),
    ):
        file = str(certificates / "nodes" / f"{name}.pem")
        assert ask("verify", "-CAfile", authority, file).endswith("OK")
        subject = ask("x509", "-in", file, "-noout", "-subject", "-nameopt", "RFC2253")
        assert any(
            re.fullmatch(re.escape(one).replace(r"\*", ".*"), subject.removeprefix("subject="))
            for one in trusted
        )
    node = str(certificates / "nodes" / "opensearch-1.pem")
    assert "DNS:opensearch-1" in ask("x509", "-in", node, "-noout", "-ext", "subjectAltName")


def test_keys_are_for_their_owner_and_the_authoritys_stays_apart(certificates):
    for key in certificates.rglob("*.key"):
        assert key.stat().st_mode & 0o077 == 0
    assert [key.parent.name for key in certificates.rglob("ca.key")] == ["authority"]


def test_secrets_are_made_once(tmp_path):
    script = tmp_path / "make_secrets.py"
    shutil.copy(DEPLOY / "make_secrets.py", script)
    run = [shutil.which("python3") or "python3", str(script)]
    subprocess.run(run, check=True, capture_output=True)
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert set(first) == set(COMPOSE["secrets"])
    subprocess.run(run, check=True, capture_output=True)
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == first
    assert first["postgres_password"].strip() in first["store_url"]
    assert first["redis_password"].strip() in first["broker_url"]
