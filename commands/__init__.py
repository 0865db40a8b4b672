"""The command line: one module for each command of ``partnernet``."""

from core import settings

settings.spare_threads()  # before anything imports NumPy
