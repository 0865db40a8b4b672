"""Searches in vain: the list of work of those who keep the language data."""

import csv
import io

from flask import Blueprint, Response, make_response, render_template, request

import store
from search_app import service
from search_app.accounts import needs
from search_app.admin import language_words
from search_app.catalogues import LANGUAGES
from store.queries import Asked
from store.roles import Right

_SHOWN = 200
_WRITTEN = 10_000
_COLUMNS = ("text", "language", "collection", "times", "without_results", "without_across")
_FORMULA = ("=", "+", "-", "@", "\t")


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/queries", endpoint="queries")(queries)
    admin.get("/queries.csv", endpoint="queries_file")(file)


@needs(Right.LANGUAGE)
def queries() -> str:
    """Show what was searched for in vain, most often first."""
    language = request.args.get("language", "")
    return render_template(
        "admin/queries.html",
        columns=language_words.query_columns(),
        queries=_found(language, _SHOWN),
        language=language if language in LANGUAGES else "",
        days=service.settings().queries_days,
    )


@needs(Right.LANGUAGE)
def file() -> Response:
    """Answer the same as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in _found(request.args.get("language", ""), _WRITTEN):
        writer.writerow([_harmless(str(getattr(one, column))) for column in _COLUMNS])
    response = make_response(text.getvalue())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="searches-in-vain.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _found(language: str, limit: int) -> tuple[Asked, ...]:
    wanted = language if language in LANGUAGES else None
    return store.queries.in_vain(service.store(), limit, wanted)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: anybody can search for one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
