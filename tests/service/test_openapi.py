"""The OpenAPI description is true: schemathesis finds nothing in the running service."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests

pytestmark = pytest.mark.engine

PATH = "/api/v1/openapi.json"
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


def test_schemathesis_finds_no_difference_between_description_and_answers(service, tmp_path):
    """All its checks in all its phases: examples, coverage, fuzzing, chains of requests.

    It asks without being logged in, so it warns that jobs answer refusals alone.
    """
    options = ["--max-examples=30", "--generation-deterministic", "--warnings=off"]
    run = subprocess.run(
        [SCHEMATHESIS, "run", f"{service}{PATH}", *options, "--no-color"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, (run.stdout + run.stderr)[-6000:]
    assert "Tested: 9" in run.stdout
    assert "No issues found" in run.stdout


def test_the_description_names_every_address_of_the_interface(service: str) -> None:
    spec = requests.get(f"{service}{PATH}", timeout=10).json()
    assert spec["openapi"].startswith("3.1")
    assert set(spec["paths"]) == {
        "/api/v1/organisations",
        "/api/v1/organisations/{id}",
        "/api/v1/offers",
        "/api/v1/offers/{id}",
        "/api/v1/admin/jobs",
        "/api/v1/admin/jobs/{id}",
        "/api/v1/admin/jobs/{id}/cancel",
        "/healthz",
        "/readyz",
    }
    taken = {one["name"] for one in spec["paths"]["/api/v1/organisations"]["get"]["parameters"]}
    asked = {"q", "lang", "country", "kind", "sector", "near", "radius_km", "page", "size"}
    assert asked <= taken
