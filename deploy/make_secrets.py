#!/usr/bin/env python3
"""Makes the secrets of compose.yaml in deploy/secrets, each in a file; those that are there stay.

Needs nothing but Python. The files can be read by all users, since containers run as users of
their own; the folder cannot be listed, and its parent is what protects it on this machine.
"""

import secrets
from pathlib import Path

FOLDER = Path(__file__).with_name("secrets")
_BYTES = 24


def password() -> str:
    """Return a password that OpenSearch's rules for strength take: all kinds of characters."""
    return f"Pn1-{secrets.token_urlsafe(_BYTES)}"


def made(name: str, content: str) -> str:
    """Write the secret ``name`` where there is none; return what it is now."""
    path = FOLDER / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(content + "\n", encoding="ascii")
        path.chmod(0o444)
        print(f"made {path.relative_to(FOLDER.parents[1])}")
    return path.read_text(encoding="ascii").strip()


def main() -> None:
    """Make all."""
    FOLDER.mkdir(exist_ok=True)
    FOLDER.chmod(0o711)
    made("opensearch_password", password())
    made("metrics_token", secrets.token_urlsafe(_BYTES))
    made("secret_key", secrets.token_urlsafe(2 * _BYTES))
    database = made("postgres_password", password())
    made("store_url", f"postgresql://partnernet:{database}@postgresql:5432/partnernet")
    broker = made("redis_password", password())
    made("broker_url", f"redis://:{broker}@redis:6379/0")


if __name__ == "__main__":
    main()
