"""What is checked before a new index version goes live."""

from evaluation.gate.findings import Code, Finding, Findings, Verdict
from evaluation.gate.verifying import Sent, verify

__all__ = ["Code", "Finding", "Findings", "Sent", "Verdict", "verify"]
