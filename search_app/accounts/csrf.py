"""Forms come from pages of this service: every POST carries a token of the person's session."""

from flask import Flask
from flask_wtf import CSRFProtect

protection = CSRFProtect()


def register(app: Flask) -> None:
    """Refuse every POST to ``app`` without the token, pages and API alike.

    The token is in the hidden field ``csrf_token``, or in the header ``X-CSRFToken``. It holds as
    long as the session that it belongs to, so that a form may be filled in slowly.
    """
    app.config.update(WTF_CSRF_TIME_LIMIT=None)
    protection.init_app(app)
