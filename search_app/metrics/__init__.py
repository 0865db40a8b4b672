"""Figures for those who watch the service, in the text format of Prometheus."""

from search_app.metrics.routes import register

__all__ = ["register"]
