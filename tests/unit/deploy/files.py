"""The files for a bigger machine, read once."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")


def stages() -> list[list[tuple[str, str]]]:
    """Return each stage of the Dockerfile as pairs of instruction and arguments."""
    lines = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", DOCKERFILE)).splitlines()
    pairs = [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line]
    starts = [at for at, (name, _) in enumerate(pairs) if name == "FROM"]
    return [pairs[a:b] for a, b in zip(starts, [*starts[1:], len(pairs)], strict=True)]
