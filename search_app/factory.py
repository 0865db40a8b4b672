"""Builds the web application."""

from collections.abc import Callable
from datetime import date
from importlib.metadata import version

from apiflask import APIFlask
from flask_babel import Babel
from werkzeug.routing import BaseConverter

from core import confirmation
from core.settings import Settings
from search_app import (
    accounts,
    admin,
    answering,
    asked,
    feeds,
    from_mail,
    headers,
    house,
    metrics,
    pages,
    service,
)
from search_app.api import description
from search_app.api.jobs import jobs
from search_app.api.probes import probes
from search_app.api.routes import api
from search_app.catalogues import Catalogues
from search_app.language import answered_in
from search_app.service import Searching


class Anything(BaseConverter):
    """The rest of a path: ids are as they were imported and may hold slashes or line feeds."""

    regex = r"[\s\S]+"
    part_isolating = False


def create_app(
    settings: Settings,
    url: str,
    searcher: Searching | None = None,
    today: Callable[[], date] = confirmation.today,
) -> APIFlask:
    """Return the application that searches the engine at ``url``.

    ``searcher`` stands in for the one that is built of ``settings``, and ``today`` for the
    calendar; tests give their own.
    Raises SettingsError where the embedding model of ``settings`` cannot be loaded, or the key that
    signs sessions cannot be read.
    """
    app = APIFlask(
        __name__,
        title="PartnerNet",
        version=version("partnernet"),
        spec_path=description.PATH,
        docs_path=None,
        json_errors=False,
    )
    app.config.update(
        AUTO_404_RESPONSE=False,
        AUTO_SERVERS=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        DESCRIPTION=description.DESCRIPTION,
        LICENSE={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        VALIDATION_ERROR_STATUS_CODE=400,
    )
    app.url_map.converters["anything"] = Anything
    app.spec_processor(description.completed)
    Babel(app, locale_selector=answered_in).domain_instance = Catalogues()
    service.install(app, settings, searcher or service.searcher_of(settings, url), today)
    service.install_engine(app, settings, url)
    asked.install(app, settings)
    headers.register(app)
    metrics.register(app, settings, url)
    answering.register(app)
    app.register_blueprint(probes)
    app.register_blueprint(api)
    app.register_blueprint(jobs)
    pages.register(app, settings)
    accounts.register(app, settings)
    admin.register(app)
    house.register(app)
    feeds.register(app, settings)
    from_mail.register(app, settings)
    return app
