"""The embedded OpenSearch node: put together from published artefacts, started, stopped."""

from engine.node.lifecycle import answers, running, start, status, stop
from engine.node.state import NodeState

__all__ = ["NodeState", "answers", "running", "start", "status", "stop"]
