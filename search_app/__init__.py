"""Pages and API. Thin: read the request, call matching, present."""
