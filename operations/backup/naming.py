"""Names of backups in a folder."""

import re
from datetime import UTC, datetime
from pathlib import Path

_NAME = re.compile(r"partnernet-\d{8}T\d{6}Z\.tar\.gz")


def file_name(moment: datetime) -> str:
    """Return the name of a backup made at ``moment``: in order of names is in order of time."""
    return f"partnernet-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar.gz"


def backups(folder: Path) -> list[Path]:
    """Return the backups in ``folder`` that were named by :func:`file_name`, the newest first."""
    found = (path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    return sorted(found, key=lambda path: path.name, reverse=True)
