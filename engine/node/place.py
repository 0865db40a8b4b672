"""Gets the node folder and Java to where the node's account can reach them."""

import shutil
import tempfile
from pathlib import Path

from core.errors import SettingsError
from core.settings import Settings
from engine.node import folder, java
from engine.node.account import Account
from engine.node.folder import Folder

OPEN_FOLDERS = Path("/var/lib/partnernet-nodes")
"""Here lives the node of root when the home is closed to other accounts, as /root is."""


def node_folder(settings: Settings, account: Account | None) -> Folder:
    """Make the node folder of the home and return it.

    Where root's home is closed to ``account``, ``home/node`` becomes a link to a folder that is
    not. Raises SettingsError when that cannot be done either.
    """
    wanted = settings.home / "node"
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        if account and not wanted.exists() and must_move(account, settings.home):
            _link_to_open_folder(wanted)
        wanted.mkdir(exist_ok=True)
        if account:
            wanted.chmod(0o755)
    except OSError as error:
        raise SettingsError(
            f"{wanted} cannot be written ({error.strerror}); let PARTNERNET_HOME name a folder "
            "that can."
        ) from error
    if account:
        require_reach(account, wanted)
    return folder.of(settings)


def must_move(account: Account, home: Path) -> bool:
    """Tell whether ``home``, or the nearest folder above that exists, is closed to ``account``."""
    return not account.can_reach(next(one for one in (home, *home.parents) if one.exists()))


def require_reach(account: Account, where: Path) -> None:
    """Raise SettingsError unless ``account`` can enter ``where``."""
    if not account.can_reach(where):
        raise SettingsError(
            f"OpenSearch does not run as root, and {account.name}, as whom it runs instead, cannot "
            f"enter {where}; let PARTNERNET_HOME name a folder that all may enter, or start as an "
            "ordinary user."
        )


def reachable_java(settings: Settings, place: Folder, account: Account | None) -> Path:
    """Return a Java that ``account`` can run, copied into the node folder if it must be."""
    original = java.home(settings)
    if account is None or account.can_reach(original / "bin" / "java"):
        return original
    copy = place.root / "java"
    if not _same_release(copy, original):
        shutil.rmtree(copy, ignore_errors=True)
        building = place.root / "java.new"
        shutil.rmtree(building, ignore_errors=True)
        shutil.copytree(original, building, symlinks=False)
        open_to_all(building)
        building.rename(copy)
    return copy


def open_to_all(folder: Path) -> None:
    """Let every account read what is in ``folder``, whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        wanted = mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444)
        if wanted != mode:
            path.chmod(wanted & 0o7777)


def _link_to_open_folder(wanted: Path) -> None:
    OPEN_FOLDERS.mkdir(parents=True, exist_ok=True)
    OPEN_FOLDERS.chmod(0o755)
    place = Path(tempfile.mkdtemp(dir=OPEN_FOLDERS, prefix="node-"))
    place.chmod(0o755)
    wanted.unlink(missing_ok=True)  # a link to a folder that was removed
    wanted.symlink_to(place)


def _same_release(one: Path, other: Path) -> bool:
    try:
        return (one / "release").read_bytes() == (other / "release").read_bytes()
    except OSError:
        return False
