"""Jobs: long works that a worker does, one row of the store each.

Pages and commands ask with :func:`enqueue`; ``partnernet worker`` runs what
:mod:`operations.jobs.registry` knows; ``partnernet schedule`` asks for what is due and finds what
was lost.
"""

from operations.jobs.asking import again, enqueue, wake
from operations.jobs.context import JobContext
from operations.jobs.registry import KINDS, Kind

__all__ = ["KINDS", "JobContext", "Kind", "again", "enqueue", "wake"]
