"""Saved searches that report: what changed in the live index is held against all of them."""

from operations.alerts.judging import Judged, judge

__all__ = ["Judged", "judge"]
