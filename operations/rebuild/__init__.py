"""The index made anew beside the live one, verified, put live; and the way back.

One function each behind the command, the page and the job.
"""

from indexer.stages import STAGES
from operations.rebuild.back import RollbackReport, rollback
from operations.rebuild.running import RebuildReport, rebuild

__all__ = ["STAGES", "RebuildReport", "RollbackReport", "rebuild", "rollback"]
