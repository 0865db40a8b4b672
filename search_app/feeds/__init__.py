"""Feeds of what saved searches reported: Atom for readers, a calendar of the events.

Programs read them, which cannot log in: the address itself is the secret.
"""

from apiflask import APIFlask

from core import keys
from core.settings import Settings
from search_app.feeds import routes


def register(app: APIFlask, settings: Settings) -> None:
    """Add the feeds to ``app``. Raises SettingsError where the service's key cannot be read."""
    app.config[routes.KEY] = keys.feeds_key(settings)
    app.register_blueprint(routes.feeds)
