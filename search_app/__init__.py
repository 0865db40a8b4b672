"""Pages and API. Thin: read the request, call matching, present."""

from search_app.factory import create_app

__all__ = ["create_app"]
