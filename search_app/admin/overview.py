"""The first page of the administration: what there is, and who did what last."""

from flask import Blueprint, render_template

import store
from search_app import service
from search_app.accounts import needs, person
from store.roles import Right

_LAST = 10
"""Entries of the audit log: what fits on a screen beside the rest."""


def register(admin: Blueprint) -> None:
    """Add the page."""
    admin.get("/", endpoint="overview")(overview)


@needs(Right.OVERVIEW)
def overview() -> str:
    """Show the pages that the person may see, and the newest changes where it may see those."""
    known = person()
    may_look = known is not None and known.may(Right.AUDIT)
    entries = store.audit.entries(service.store(), limit=_LAST) if may_look else ()
    return render_template("admin/overview.html", entries=entries)
