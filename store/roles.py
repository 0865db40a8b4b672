"""Roles: what people who log in may do. The table is ``roles.yaml``."""

from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from core import strict

_FILE = Path(__file__).with_name("roles.yaml")

ADMINISTRATOR = "administrator"
"""The role of which there is always somebody; it alone may give roles."""
MANAGER, MEMBER = "manager", "member"
OF_HOUSES = (MANAGER, MEMBER)
"""The roles of a house's staff, which only :mod:`store.members` gives."""


class Right(StrEnum):
    """What somebody may look at and change."""

    ACCOUNT = "account"
    OVERVIEW = "overview"
    REBUILD = "rebuild"
    JOBS = "jobs"
    LOADS = "loads"
    USERS = "users"
    BLOCKS = "blocks"
    LINKS = "links"
    LANGUAGE = "language"
    AUDIT = "audit"
    HOUSES = "houses"
    WATCHES = "watches"
    STAFF = "staff"
    WEBHOOKS = "webhooks"


class _Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rights: frozenset[Right]
    reason: str


@cache
def _table() -> dict[str, _Role]:
    return strict.parse(_FILE.read_text("utf-8"), _FILE.name, dict[str, _Role])


def names() -> tuple[str, ...]:
    """Return the roles in the order of the table. Raises DataError when the table is wrong."""
    return tuple(_table())


def of_service() -> tuple[str, ...]:
    """Return the roles of those who run the service. Raises DataError likewise."""
    return tuple(role for role in names() if role not in OF_HOUSES)


def rights(role: str) -> frozenset[Right]:
    """Return what ``role`` may do: nothing where the table no longer has it."""
    found = _table().get(role)
    return found.rights if found else frozenset()
