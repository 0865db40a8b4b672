"""Parts of pages: each a macro with its styles beside it in search_app/parts."""

from importlib import resources

from apiflask import APIFlask
from flask import Response, request
from jinja2 import ChoiceLoader, PackageLoader

from search_app import confidence, dates, labels, language, links, paging, phrases, sources, words
from search_app.catalogues import LANGUAGES


def register(app: APIFlask) -> None:
    """Let templates of ``app`` import parts, and serve their styles as one sheet."""
    own = app.jinja_loader
    assert own is not None
    app.jinja_loader = ChoiceLoader([own, PackageLoader("search_app", "parts")])
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        confidence=confidence,
        dates=dates,
        labels=labels,
        languages=LANGUAGES,
        links=links,
        own_name=language.own_name,
        paging=paging,
        phrases=phrases,
        sources=sources,
        words=words,
    )
    sheet = styles()

    @app.get("/static/css/parts.css")
    @app.doc(hide=True)
    def parts_css() -> Response:
        """Answer the styles of all parts."""
        response = Response(sheet, mimetype="text/css")
        response.add_etag()
        return response.make_conditional(request)  # type: ignore[return-value]


def styles() -> str:
    """Return the styles of all parts in the order of their names."""
    folder = resources.files("search_app") / "parts"
    sheets = [one for one in folder.iterdir() if one.name.endswith(".css")]
    sheets.sort(key=lambda sheet: sheet.name)
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
