"""Adds accounts to an application."""

from apiflask import APIFlask
from flask import Response, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from core import keys
from core.settings import Settings
from search_app import links, localised
from search_app.accounts import csrf, invitation, login, own, sessions
from search_app.accounts.guard import person, required_right

_PERSONAL = ("accounts", "admin", "house")
"""Blueprints whose pages are nobody else's, also where they only refuse."""


def register(app: APIFlask, settings: Settings) -> None:
    """Add sessions, the check of forms, and the pages on which people log in and out.

    Raises SettingsError where the key that signs sessions cannot be read.
    """
    app.secret_key = keys.sessions_key(settings)
    app.config[login.THROTTLE_KEY] = keys.throttle_key(settings)
    app.config[links.ADDRESS] = settings.address
    _trust_proxies(app, settings.proxies)
    sessions.register(app)
    csrf.register(app)
    app.jinja_env.globals.update(person=person)
    accounts = localised.blueprint("accounts", __name__)
    login.register(accounts)
    invitation.register(accounts)
    own.register(accounts)
    app.register_blueprint(accounts)
    app.after_request(_keep_to_the_person)


def _trust_proxies(app: APIFlask, number: int) -> None:
    """Believe the nearest proxies who sent a request and over which scheme, and nobody else.

    The host is never taken from them: they pass it on, and a link that leads elsewhere would be
    forged with it.
    """
    if number:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=number, x_proto=number, x_host=0, x_port=0, x_prefix=0
        )


def _keep_to_the_person(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    if g.get("is_personal") or request.blueprint in _PERSONAL or required_right(view):
        response.headers["Cache-Control"] = "no-store"
    return response
