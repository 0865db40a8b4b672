"""The administration: pages for those who run the service.

Each module adds its pages to the blueprint; each view says with :func:`search_app.accounts.needs`
which right it takes. The navigation is the table in :mod:`search_app.admin.navigation`.
"""

from apiflask import APIFlask

from search_app import localised
from search_app.admin import audit, navigation, overview, users, words


def register(app: APIFlask) -> None:
    """Add the pages to ``app``."""
    admin = localised.blueprint("admin", __name__, "/admin")
    overview.register(admin)
    users.register(admin)
    audit.register(admin)
    app.jinja_env.globals.update(admin_words=words, navigation=navigation)
    app.register_blueprint(admin)
