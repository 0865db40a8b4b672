"""The account that the node runs as: OpenSearch refuses root, so root hands it to another one."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from core.errors import SettingsError

_UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """A user with its group, as ``Popen`` and ``chown`` take them."""

    name: str
    uid: int
    gid: int

    def can_reach(self, path: Path) -> bool:
        """Tell whether ``path`` and every folder above may be entered, by the permission bits."""
        path = path.resolve()
        return all(self._may_enter(one) for one in (path, *path.parents))

    def _may_enter(self, folder: Path) -> bool:
        try:
            status = folder.stat()
        except OSError:
            return False
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)

    def own(self, folder: Path) -> None:
        """Hand ``folder`` with everything in it to this account."""
        for parent, folders, files in os.walk(folder):
            for name in [".", *folders, *files]:
                os.chown(Path(parent, name), self.uid, self.gid, follow_symlinks=False)


def other_account() -> Account | None:
    """Return the account to hand the node to, or None where the present user may run it.

    Raises SettingsError when root finds no unprivileged account.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(_UNPRIVILEGED)
    except KeyError as error:
        raise SettingsError(
            f"OpenSearch does not run as root and there is no account {_UNPRIVILEGED!r} to hand "
            "it to; start as an ordinary user."
        ) from error
    return Account(_UNPRIVILEGED, entry.pw_uid, entry.pw_gid)
