"""Writes the node's settings and makes the folders that it writes to."""

import shutil
from pathlib import Path

from core.files import replacing
from engine.node.folder import CLUSTER, Folder

_FALLBACKS = 50
_LAST_PORT = 65535


def configure(folder: Folder, preferred_port: int) -> None:
    """Write the settings of OpenSearch and of its log.

    ``preferred_port`` is tried first, so that a node comes back where clients look for it, then
    those above it; 0 means any free port.
    """
    for one in folder.written:
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    values = {
        "cluster.name": CLUSTER,
        "node.name": folder.node_name,
        "path.data": folder.data,
        "path.logs": folder.logs,
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        # The node binds the ports itself and tells them in a file, so that no other process
        # can take one between choosing and binding.
        "http.port": _ports(preferred_port),
        "transport.port": "0",
        "node.portsfile": "true",
        # A write to an alias that is gone must fail rather than make an index without mapping.
        "action.auto_create_index": "false",
        # A nearly full disk of a workstation must not turn indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    lines = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    with replacing(folder.config / "opensearch.yml") as file:
        file.write(lines.encode())
    shutil.copyfile(
        Path(__file__).with_name("log4j2.properties"), folder.config / "log4j2.properties"
    )


def _ports(preferred: int) -> str:
    """Return a range as OpenSearch takes it: it binds the first that is free."""
    return f"{preferred}-{min(preferred + _FALLBACKS, _LAST_PORT)}" if preferred else "0"
