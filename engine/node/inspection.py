"""Looks at what a start would find, without changing anything."""

import subprocess

from core.errors import SettingsError
from core.settings import Settings
from engine.node import folder, java, layout, place
from engine.node.account import other_account

_SECONDS = 20


def is_put_together(settings: Settings) -> bool:
    """Tell whether the program folder is there, in whatever state."""
    return folder.of(settings).program.exists()


def damage(settings: Settings) -> list[str]:
    """Return the files of the program folder that are missing or not what the lock file says."""
    return layout.damage(folder.of(settings))


def account_in_words(settings: Settings) -> str:
    """Say as whom the node runs, and where. Raises SettingsError when it cannot run at all."""
    account = other_account()
    where = settings.home / "node"
    if account is None:
        return f"OpenSearch runs as the present user, in {where}."
    if where.exists():
        place.require_reach(account, where)
    elif place.must_move(account, settings.home):
        return f"OpenSearch runs as {account.name}, in {place.OPEN_FOLDERS}: the home is closed."
    return f"OpenSearch does not run as root but as {account.name}, in {where.resolve()}."


def java_in_words(settings: Settings) -> str:
    """Start Java and say which it is. Raises SettingsError when there is none that does."""
    found = java.home(settings)
    try:
        subprocess.run(  # noqa: S603  (a path of the settings, no shell)
            [found / "bin" / "java", "-version"],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SettingsError(
            f"The Java in {found} does not start ({error}); let OPENSEARCH_JAVA_HOME name a JDK "
            "for this machine."
        ) from error
    speed = "with" if java.has_vector_module(found) else "without"
    return f"Java {java.release(found)} in {found}, {speed} the Vector API."
