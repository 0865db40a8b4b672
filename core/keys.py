"""The service's own key: what it signs cookies with, and what it hides addresses with."""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from core.errors import SettingsError
from core.settings import Settings

_BYTES = 32
"""As many as SHA-256 gives, with which everything here is signed (RFC 2104, 3)."""
_FILE = "secret_key"


def service_key(settings: Settings) -> bytes:
    """Return the key of ``settings``, else that of the home, which is made once.

    Several services may start at once: the first that writes the file decides. Raises
    SettingsError where the file cannot be read or holds no key.
    """
    if settings.secret_key is not None:
        return settings.secret_key.encode()
    file = settings.home / _FILE
    if not file.exists():
        _make(file)
    key = file.read_text("ascii", errors="replace").strip()
    if len(key) < _BYTES:
        raise SettingsError(
            f"{file} holds no key; remove it, a new one is made and everybody logs in again."
        )
    return key.encode()


def sessions_key(settings: Settings) -> bytes:
    """Return the key that signs sessions. Raises SettingsError as :func:`service_key`."""
    return _derived(service_key(settings), "sessions")


def throttle_key(settings: Settings) -> bytes:
    """Return the key that hides who failed to log in. Raises SettingsError likewise."""
    return _derived(service_key(settings), "throttle")


def links_key(settings: Settings) -> bytes:
    """Return the key of links in mails that work without logging in. Raises likewise."""
    return _derived(service_key(settings), "links")


def feeds_key(settings: Settings) -> bytes:
    """Return the key that secret addresses of feeds follow from. Raises likewise."""
    return _derived(service_key(settings), "feeds")


def webhooks_key(settings: Settings) -> bytes:
    """Return the key that the keys of webhooks follow from. Raises likewise."""
    return _derived(service_key(settings), "webhooks")


def _derived(key: bytes, purpose: str) -> bytes:
    """Return a key for one ``purpose``, from which neither ``key`` nor another one follows."""
    return hmac.digest(key, purpose.encode(), hashlib.sha256)


def _make(file: Path) -> None:
    """Write a new key beside and give it its name only where there is none yet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{_FILE}.")  # of mode 600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as written:
            written.write(secrets.token_urlsafe(_BYTES) + "\n")
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(name, file)
        except FileExistsError:
            return  # another one was first
    finally:
        Path(name).unlink()
