"""Where the parts of one node lie."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.settings import Settings


@dataclass(frozen=True)
class Folder:
    """The folder of one node."""

    root: Path

    @property
    def program(self) -> Path:
        """Jars, modules and plugins; written once, then only read."""
        return self.root / "program"

    @property
    def config(self) -> Path:
        """Settings of OpenSearch; the node adds its key store."""
        return self.root / "config"

    @property
    def data(self) -> Path:
        """The indices."""
        return self.root / "data"

    @property
    def logs(self) -> Path:
        """The node's logs, and the file in which it tells its ports."""
        return self.root / "logs"

    @property
    def temporary(self) -> Path:
        """Java's temporary files."""
        return self.root / "tmp"

    @property
    def written(self) -> tuple[Path, ...]:
        """The folders that the node itself writes to."""
        return self.config, self.data, self.logs, self.temporary

    @property
    def console(self) -> Path:
        """What the Java process printed since its last start."""
        return self.logs / "console.log"

    @property
    def log(self) -> Path:
        """The node's own log."""
        return self.logs / f"{CLUSTER}.log"

    @property
    def ports_file(self) -> Path:
        """Written by the node when it listens: one address a line."""
        return self.logs / "http.ports"

    @property
    def node_name(self) -> str:
        """Name that the node answers with; tells the nodes of two homes apart."""
        return "partnernet-" + hashlib.sha256(str(self.root).encode()).hexdigest()[:12]


CLUSTER = "partnernet"


def of(settings: Settings) -> Folder:
    """Return the node folder of the home."""
    return Folder((settings.home / "node").resolve())
