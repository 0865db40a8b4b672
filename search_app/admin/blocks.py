"""Blocks: which organisations or fields are shown nowhere; blocking, lifting."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

import store
from core.errors import BadRequest, EngineUnavailable
from indexer.privacy import FIELDS
from operations import asking, decisions, hiding
from operations.decisions import Noted
from search_app import service, tables
from search_app.accounts import actor, needs
from search_app.admin import block_words
from search_app.admin.block_words import Form
from search_app.errors import Problem
from search_app.tables import Order
from store.blocks import Block
from store.roles import Right

_NUMBER = "<int(max=2147483647):id>"
_FOUND = 10
"""Organisations among which the one that is meant is chosen."""


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/blocks", endpoint="blocks")(blocks)
    admin.get("/blocks/new", endpoint="new_block")(new)
    admin.post("/blocks/new", endpoint="add_block")(add)
    admin.get(f"/blocks/{_NUMBER}", endpoint="block")(block)
    admin.post(f"/blocks/{_NUMBER}/lift", endpoint="lift_block")(lift)


@needs(Right.BLOCKS)
def blocks() -> str:
    """Show the blocks, and what was found of an organisation that is looked for."""
    asked = request.args.get("organisation", "").strip()
    with_lifted = "all" in request.args
    opened = service.store()
    columns = block_words.columns()
    order = tables.order(columns, request.args.get("sort", ""), Order("created", descending=True))
    found = store.blocks.history(opened) if with_lifted else store.blocks.active(opened)
    return render_template(
        "admin/blocks.html",
        asked=asked,
        found=block_words.found(service.searcher(), asked, _FOUND) if asked else (),
        columns=columns,
        order=order,
        with_lifted=with_lifted,
        blocks=tables.ordered(found, columns, order),
    )


@needs(Right.BLOCKS)
def new() -> Response:
    """Show the form for the organisation that the address names."""
    return _form(Form(organisation=request.args.get("organisation", "").strip()))


@needs(Right.BLOCKS)
def add() -> Response:
    """Block, at once where it is the whole, and lead to the block's page."""
    form = Form(
        organisation=request.form.get("organisation", "").strip(),
        field=request.form.get("field", ""),
        reason=request.form.get("reason", "").strip(),
    )
    opened = service.store()
    try:
        noted = decisions.note_block(
            service.settings(),
            opened,
            form.organisation,
            field=form.field,
            reason=form.reason,
            author=actor(),
        )
    except BadRequest as error:
        same = block_words.same(store.blocks.active(opened), form, actor())
        return _to(same.id) if same else _form(form, (block_words.refused(error),))
    if not form.field:
        _hide(noted)
    return _follow(noted)


@needs(Right.BLOCKS)
def block(id: int) -> Response:
    """Show a block, what of it is in effect, and how it is lifted; raises NotFound."""
    return _page(id, "")


@needs(Right.BLOCKS)
def lift(id: int) -> Response:
    """Lift a block; nothing more where it is lifted already. Raises NotFound."""
    reason = request.form.get("reason", "").strip()
    opened = service.store()
    try:
        noted = decisions.note_lift(opened, id, reason=reason, author=actor())
    except BadRequest as error:
        if store.blocks.one(opened, id).lifted:
            return _to(id)
        return _page(id, reason, (block_words.refused(error),))
    return _follow(noted)


def _hide(noted: Noted[Block]) -> None:
    try:
        hiding.hide(service.engine(), service.store(), noted.keys)
    except EngineUnavailable:
        return  # nobody finds anything now; the job brings it in when the engine is back


def _follow(noted: Noted[Block]) -> Response:
    made = noted.decision
    what = "lifted" if made.lifted else "block"
    asking.decisions(
        service.settings(),
        service.store(),
        noted.keys,
        about=f"{what} {made.id}",
        author=actor(),
    )
    return _to(made.id)


def _to(id: int) -> Response:
    return make_response(redirect(url_for("admin.block", id=id), 303))


def _form(form: Form, problems: tuple[Problem, ...] = ()) -> Response:
    page = render_template(
        "admin/block_new.html",
        form=form,
        record=block_words.record(service.searcher(), form.organisation),
        fields=block_words.field_choices(FIELDS),
        problems=problems,
        here="admin.blocks",
    )
    return make_response(page, 400 if problems else 200)


def _page(id: int, reason: str, problems: tuple[Problem, ...] = ()) -> Response:
    opened = service.store()
    found = store.blocks.one(opened, id)
    page = render_template(
        "admin/block.html",
        block=found,
        job=asking.decision_job(opened, f"{'lifted' if found.lifted else 'block'} {id}"),
        reason=reason,
        problems=problems,
        here="admin.blocks",
    )
    return make_response(page, 400 if problems else 200)
