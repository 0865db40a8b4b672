"""How much of the processor this process takes where others want it too."""

import os
from contextlib import suppress

_NICENESS = 10
"""Linux then gives a process about a tenth of what it gives one of the usual niceness (weights 110
and 1024 in the kernel's ``sched_prio_to_weight``): enough to go on, and no search waits for it."""


def give_way() -> None:
    """Let other processes go first from now on; twice is as once.

    What this process starts later gives way too, so a node that serves is started before. Nothing
    happens where the system has no niceness or refuses it.
    """
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(max(_NICENESS - os.nice(0), 0))
