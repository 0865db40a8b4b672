"""Where links in mails lead: an alert is answered, mails are ended, without logging in.

What opens links by itself, as scanners of mails do, changes nothing: a page asks first. Only the
one click of a mail program (RFC 8058) is a POST of its own.
"""

from apiflask import APIFlask

from core import keys
from core.settings import Settings
from search_app import localised
from search_app.from_mail import addresses, unsubscribing, verdicts


def register(app: APIFlask, settings: Settings) -> None:
    """Add the pages to ``app``. Raises SettingsError where the service's key cannot be read."""
    app.config[addresses.KEY] = keys.links_key(settings)
    from_mail = localised.blueprint("from_mail", __name__, "/from-mail")
    verdicts.register(from_mail)
    unsubscribing.register(from_mail)
    app.register_blueprint(from_mail)
