"""The command line: one module for each command of ``partnernet``."""

import os

# The vectors of a query are small: shared among several threads of OpenBLAS, a product takes longer
# and the threads spin while they wait for the next one, four times the processor time of a search
# (docs/operations.md, "What it costs"). Read when NumPy is first imported, so set before all else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
