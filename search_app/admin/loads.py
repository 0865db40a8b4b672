"""Last loads and their quality reports: figures on the page, the whole report as its file."""

from flask import Blueprint, Response, render_template, request

from core.errors import NotFound
from indexer import imports
from indexer.quality import folders
from indexer.quality.page import Sayings, file_name
from search_app import labels, service, tables
from search_app.accounts import needs
from search_app.admin import load_words
from search_app.tables import Order
from store.roles import Right

_OWN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The report brings its styles with it, and nothing else."""


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/loads", endpoint="loads")(loads)
    admin.get("/loads/<name>", endpoint="load")(report)


@needs(Right.LOADS)
def loads() -> str:
    """Show the imports as they lie, and the quality reports that are kept."""
    settings = service.settings()
    columns = load_words.columns()
    order = tables.order(columns, request.args.get("sort", ""), Order("dataset"))
    saved = list(folders.readable(settings))
    return render_template(
        "admin/loads.html",
        columns=columns,
        order=order,
        manifests=tables.ordered(imports.manifests(settings), columns, order),
        interrupted=imports.interrupted(settings),
        said=Sayings(labels.language()),
        newest=saved[0][1] if saved else None,
        newest_name=saved[0][0].name if saved else "",
        report_columns=load_words.report_columns(),
        reports=saved,
    )


@needs(Right.LOADS)
def report(name: str) -> Response:
    """Answer a whole report in the language of the page; raises NotFound.

    The name is looked up among those that are kept, so it can lead nowhere else.
    """
    settings = service.settings()
    found = {folder.name: folder for folder in folders.kept(settings)}
    if name not in found:
        raise NotFound(f"There is no report {name!r}.")
    try:
        page = (found[name] / file_name(labels.language())).read_bytes()
    except FileNotFoundError as error:  # removed in this moment, or of another release
        raise NotFound(f"The report {name!r} has no page.") from error
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _OWN_POLICY
    return response
