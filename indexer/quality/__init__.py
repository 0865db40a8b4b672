"""Quality reports: what each load brought, compared with the last, what to look at first.

While documents are made, ``Measures`` is told of each released record; then ``write`` makes the
report of the build. After an import alone, ``of_imports`` makes one of the records as they lie.
"""

from indexer.quality.measures import Measures
from indexer.quality.types import Report
from indexer.quality.write import Written, drafted, of_imports, publish, write

__all__ = ["Measures", "Report", "Written", "drafted", "of_imports", "publish", "write"]
