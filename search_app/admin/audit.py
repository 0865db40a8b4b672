"""The audit log as a page: by action, person and subject, the newest first."""

from flask import Blueprint, render_template, request

import store
from search_app import service
from search_app.accounts import needs
from store.roles import Right

_ON_A_PAGE = 50
_DIGITS = 9
"""Of an id; longer ones are no integer to the database, and a billion changes are far off."""


def register(admin: Blueprint) -> None:
    """Add the page."""
    admin.get("/audit", endpoint="audit")(audit)


@needs(Right.AUDIT)
def audit() -> str:
    """Show the entries that fit, and lead to older ones."""
    opened = service.store()
    wanted = {name: request.args.get(name, "").strip() for name in ("action", "actor", "subject")}
    found = store.audit.entries(
        opened,
        action=wanted["action"] or None,
        actor=wanted["actor"] or None,
        subject=wanted["subject"] or None,
        before=_number(request.args.get("before", "")),
        limit=_ON_A_PAGE + 1,
    )
    return render_template(
        "admin/audit.html",
        wanted=wanted,
        actions=store.audit.actions(opened),
        entries=found[:_ON_A_PAGE],
        older=found[_ON_A_PAGE - 1].id if len(found) > _ON_A_PAGE else None,
        newest="before" not in request.args,
    )


def _number(text: str) -> int | None:
    """Return an id from an address; None, which leads to the newest, for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if is_number else None
