"""What is checked before a new index version goes live."""

from evaluation.gate.answers import figures_file
from evaluation.gate.counts import Sent
from evaluation.gate.findings import Code, Finding, Findings, Reason, Verdict
from evaluation.gate.verifying import verify

__all__ = ["Code", "Finding", "Findings", "Reason", "Sent", "Verdict", "figures_file", "verify"]
