"""Searches at a steady rate while the index is built anew, switched and switched back."""

from evaluation.load.running import Plan, run

__all__ = ["Plan", "run"]
