"""Roles and audited actions in the language of the request. An unknown code is its own name."""

from collections.abc import Callable, Iterable
from typing import Any

from search_app import language
from search_app.catalogues import LANGUAGES
from search_app.tables import Column
from search_app.texts import gettext


def role(code: str) -> str:
    """Return the name of a role."""
    return _told(_ROLES, code)


def action(code: str) -> str:
    """Return what was done, for the audit log."""
    return _told(_ACTIONS, code)


def detail(key: str) -> str:
    """Return the name of a detail of an audited change."""
    return _told(_DETAILS, key)


def value(key: str, told: Any) -> str:
    """Return a detail's value as a person reads it."""
    if isinstance(told, bool):
        return gettext("yes") if told else gettext("no")
    if isinstance(told, str) and key.startswith("role"):
        return role(told)
    if isinstance(told, list):
        return ", ".join(map(str, told))
    return str(told)


def choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return audited actions for a list to choose from."""
    return [(code, action(code)) for code in codes]


def role_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return roles for a list to choose from."""
    return [(code, role(code)) for code in codes]


def languages() -> list[tuple[str, str]]:
    """Return the languages of the pages, each by its own name."""
    return [(code, language.own_name(code)) for code in LANGUAGES]


def audit_columns() -> dict[str, Column[Any]]:
    """Return the columns of the audit log."""
    return {
        "moment": Column(gettext("When")),
        "actor": Column(gettext("By whom")),
        "action": Column(gettext("Change")),
        "subject": Column(gettext("To what")),
        "details": Column(gettext("Details")),
    }


def user_columns() -> dict[str, Column[Any]]:
    """Return the columns of the list of accounts."""
    return {
        "email": Column(gettext("E-mail address")),
        "name": Column(gettext("Name of the person")),
        "role": Column(gettext("Role")),
        "state": Column(gettext("State")),
        "last_login": Column(gettext("Last log-in")),
    }


def house_columns() -> dict[str, Column[Any]]:
    """Return the columns of the list of houses."""
    return {
        "name": Column(gettext("Name of the house")),
        "key": Column(gettext("Key")),
        "state": Column(gettext("State")),
        "created": Column(gettext("Made")),
    }


def _told(table: dict[str, Callable[[], str]], code: str) -> str:
    make = table.get(code)
    return make() if make else code


_ROLES: dict[str, Callable[[], str]] = {
    "administrator": lambda: gettext("Administrator"),
    "editor": lambda: gettext("Language editor"),
    "manager": lambda: gettext("Manager of the house"),
    "member": lambda: gettext("Member of the house"),
}

_ACTIONS: dict[str, Callable[[], str]] = {
    "user.add": lambda: gettext("Account made"),
    "user.change": lambda: gettext("Account changed"),
    "user.disable": lambda: gettext("Account disabled"),
    "user.enable": lambda: gettext("Account enabled"),
    "user.end_sessions": lambda: gettext("Logged out everywhere"),
    "user.invite": lambda: gettext("Link for a password made"),
    "user.password": lambda: gettext("Password set"),
    "house.add": lambda: gettext("House made"),
    "house.close": lambda: gettext("House closed"),
    "house.member": lambda: gettext("Taken into the staff of a house"),
    "house.reopen": lambda: gettext("House opened again"),
    "mail.pause": lambda: gettext("Mails to an address paused"),
    "mail.resume": lambda: gettext("Mails to an address resumed"),
    "block.add": lambda: gettext("Blocked"),
    "block.lift": lambda: gettext("Block lifted"),
    "language.change": lambda: gettext("Language data changed"),
    "language.undo": lambda: gettext("Change of the language data undone"),
    "link.decide": lambda: gettext("Decided on a link"),
    "link.undo": lambda: gettext("Decision on a link undone"),
    "watch.add": lambda: gettext("Search saved"),
    "watch.change": lambda: gettext("Saved search changed"),
    "watch.hand_over": lambda: gettext("Saved search handed over"),
    "watch.pause": lambda: gettext("Saved search paused"),
    "watch.resume": lambda: gettext("Saved search resumed"),
    "watch.delete": lambda: gettext("Saved search deleted"),
}

_DETAILS: dict[str, Callable[[], str]] = {
    "field": lambda: gettext("Field"),
    "house": lambda: gettext("House"),
    "kind": lambda: gettext("Kind"),
    "language": lambda: gettext("Language"),
    "language_before": lambda: gettext("Language before"),
    "name": lambda: gettext("Name of the person"),
    "name_before": lambda: gettext("Name of the person before"),
    "block": lambda: gettext("Block"),
    "decision": lambda: gettext("Decision"),
    "reason": lambda: gettext("Reason"),
    "role": lambda: gettext("Role"),
    "role_before": lambda: gettext("Role before"),
    "same": lambda: gettext("The same organisation"),
}
