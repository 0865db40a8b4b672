"""The language data: what people changed, changing it, taking a change back."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

import store
from analyzers import changes, glossary, overlay
from analyzers.changes import Change
from analyzers.entry import COLUMNS, to_row
from analyzers.overlay import KINDS
from core.errors import BadRequest
from operations.language import proposing
from operations.language.proposing import Remarked
from search_app import service, tables
from search_app.accounts import actor, needs
from search_app.admin import language_words
from search_app.errors import Problem
from search_app.tables import Order
from store.overlay import OverlayChange
from store.roles import Right

_NUMBER = "<int(max=2147483647):id>"
_PAGE = 50


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/language", endpoint="language")(held)
    admin.get("/language/history", endpoint="language_history")(history)
    admin.route("/language/entry", methods=["GET", "POST"], endpoint="language_entry")(entry)
    admin.route("/language/word", methods=["GET", "POST"], endpoint="language_word")(word)
    admin.get(f"/language/{_NUMBER}", endpoint="language_change")(change)
    admin.post(f"/language/{_NUMBER}/undo", endpoint="undo_language_change")(undo)


@needs(Right.LANGUAGE)
def held() -> str:
    """Show the changes that hold."""
    columns = language_words.columns()
    order = tables.order(columns, request.args.get("sort", ""), Order("created", descending=True))
    found = store.overlay.active(service.store())
    return render_template(
        "admin/language.html",
        columns=columns,
        order=order,
        changes=tables.ordered(found, columns, order),
    )


@needs(Right.LANGUAGE)
def history() -> str:
    """Show a page of all changes there have been, the newest first."""
    kind = request.args.get("kind", "")
    found = store.overlay.history(
        service.store(),
        kind=kind if kind in KINDS else None,
        before=request.args.get("before", type=int),
        limit=_PAGE + 1,
    )
    return render_template(
        "admin/language_history.html",
        columns=language_words.columns(),
        changes=found[:_PAGE],
        older=found[_PAGE - 1].id if len(found) > _PAGE else None,
        here="admin.language",
    )


@needs(Right.LANGUAGE)
def entry() -> Response:
    """Show the form for an entry of the glossary; make the change that it sends."""
    if request.method == "GET":
        return _form("entry", _known_entry(request.args))
    if request.form.get("operation") == "remove":
        subject = request.form.get("id", "").strip()
        return _sent("entry", lambda: Change(kind="term", operation="remove", subject=subject))
    return _sent("entry", lambda: proposing.entry_change(request.form))


@needs(Right.LANGUAGE)
def word() -> Response:
    """Show the form for a word of a list; make the change that it sends."""
    return _form("word", request.args) if request.method == "GET" else _sent("word", _of_word)


@needs(Right.LANGUAGE)
def change(id: int) -> Response:
    """Show a change, and how it is taken back; raises NotFound."""
    return _page(store.overlay.one(service.store(), id))


@needs(Right.LANGUAGE)
def undo(id: int) -> Response:
    """Take a change back; raises NotFound."""
    opened, reason = service.store(), request.form.get("reason", "")
    try:
        store.overlay.undo(opened, id, reason=reason, author=actor())
    except BadRequest as error:
        found = store.overlay.one(opened, id)
        if not found.undone:
            return _page(found, language_words.problem(error))
    return _to(id)


def _sent(form: str, wanted: Callable[[], Change]) -> Response:
    """Make a change and lead to it, or show the form again with what is wrong."""
    given = request.form
    try:
        made = proposing.make(
            service.store(),
            wanted(),
            reason=given.get("reason", ""),
            author=actor(),
            confirmed=given.get("confirmed") == "yes",
        )
    except Remarked as error:
        return _form(form, given, remarks=language_words.remarks(error))
    except BadRequest as error:
        return _form(form, given, (language_words.problem(error),))
    return _to(made.id)


def _of_word() -> Change:
    kind, _, language = request.form.get("list", "").partition(".")
    operation = request.form.get("operation", "add")
    return changes.of_word(
        kind if kind in changes.LISTS else "stop_word",
        operation if operation in changes.OPERATIONS else "add",
        language,
        request.form.get("word", ""),
    )


def _known_entry(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the row of the entry that is asked for, else what the address holds for a new one."""
    with overlay.applied(store.overlay.current(service.store())):
        held = {one.id: one for one in glossary.entries()}
    asked = held.get(given.get("id", ""))
    empty = {**dict.fromkeys(COLUMNS, ""), "pos": "noun", "direction": "both"}
    return to_row(asked) if asked else {**empty, **given}


def _form(
    form: str,
    given: Mapping[str, str],
    problems: tuple[Problem, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Response:
    page = render_template(
        f"admin/language_{form}.html",
        given=given,
        problems=problems,
        remarks=remarks,
        here="admin.language",
    )
    return make_response(page, 400 if problems else 200)


def _page(found: OverlayChange, problem: Problem | None = None) -> Response:
    before = store.overlay.one(service.store(), found.replaces) if found.replaces else None
    page = render_template(
        "admin/language_change.html",
        change=found,
        before=before,
        given=request.form,
        problems=(problem,) if problem else (),
        here="admin.language",
    )
    return make_response(page, 400 if problem else 200)


def _to(id: int) -> Response:
    return make_response(redirect(url_for("admin.language_change", id=id), 303))
