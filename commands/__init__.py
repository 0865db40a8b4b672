"""The command line: one module for each command of ``partnernet``."""

import os

# A query's vectors are small: shared among several threads of OpenBLAS a product takes longer, and
# the threads spin while they wait for the next one, four times the processor's time of a search
# (docs/operations.md, "What it costs"). It is read when NumPy is first imported, so before all else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
