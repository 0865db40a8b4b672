"""What a page tells of index versions: pure functions."""

from collections.abc import Callable, Sequence

import msgspec

from operations.standing import Role, Version
from search_app.tables import Column
from search_app.texts import decimal, gettext

_STEP = 1024
_UNITS = ("B", "kB", "MB", "GB", "TB")
_DIGITS = 8
"""Of a hash: enough to tell two apart at a glance."""


class VersionShown(msgspec.Struct, frozen=True, kw_only=True):
    """An index version as the page shows it."""

    name: str
    collection: str
    role: Role
    role_words: str
    documents: int
    bytes: int
    size: str
    built: str
    model: str
    schema: str
    imports: tuple[str, ...]
    why: str
    """Why it was held back, or put live all the same; empty for most."""


def shown(version: Version) -> VersionShown:
    """Return ``version`` in the language of the request."""
    about = version.about
    return VersionShown(
        name=version.name,
        collection=collection(version.collection),
        role=version.role,
        role_words=_ROLES[version.role](),
        documents=version.documents,
        bytes=version.bytes,
        size=size(version.bytes),
        built=about.built if about else "",
        model=about.model if about else "",
        schema=about.schema[:_DIGITS] if about else "",
        imports=tuple(_import(one.dataset, one.records) for one in about.imports) if about else (),
        why=_why(version),
    )


def collection(name: str) -> str:
    """Return what the documents of a collection are. Raises KeyError for an unknown one."""
    return _COLLECTIONS[name]()


def size(number: int) -> str:
    """Return a number of bytes in its largest unit: 1,4 MB."""
    value, unit = float(number), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{decimal(value, '#,##0.#' if unit else '#,##0')} {_UNITS[unit]}"


def columns() -> dict[str, Column[VersionShown]]:
    """Return the columns of the table of versions."""
    return {
        "name": Column(gettext("Version"), lambda one: one.name),
        "role": Column(gettext("Role"), lambda one: list(Role).index(one.role)),
        "documents": Column(gettext("Documents"), lambda one: one.documents, number=True),
        "size": Column(gettext("On disk"), lambda one: one.bytes, number=True),
        "built": Column(gettext("Built"), lambda one: one.built),
        "made_from": Column(gettext("Made from")),
    }


def with_role(versions: Sequence[Version], role: Role) -> tuple[Version, ...]:
    """Return the versions with ``role``, of all collections."""
    return tuple(one for one in versions if one.role is role)


def _import(dataset: str, records: int) -> str:
    return gettext("%(dataset)s: %(number)s records", dataset=dataset, number=decimal(records))


def _why(version: Version) -> str:
    if version.about is None:
        return ""
    if version.about.forced:
        return gettext("Put live all the same: %(reason)s", reason=version.about.forced)
    return version.about.held_back


_COLLECTIONS: dict[str, Callable[[], str]] = {
    "organisations": lambda: gettext("Organisations"),
    "offers": lambda: gettext("Offers, requests, events"),
}

_ROLES: dict[Role, Callable[[], str]] = {
    Role.LIVE: lambda: gettext("live"),
    Role.PREVIOUS: lambda: gettext("previous"),
    Role.HELD_BACK: lambda: gettext("held back by its verification"),
    Role.LEFT: lambda: gettext("rolled back from"),
    Role.OLDER: lambda: gettext("older"),
    Role.UNFINISHED: lambda: gettext("unfinished"),
    Role.FOREIGN: lambda: gettext("of another release"),
}
