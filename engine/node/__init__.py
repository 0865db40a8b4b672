"""The embedded OpenSearch node: put together from published artefacts, started, stopped."""

from engine.node.inspection import (
    account_in_words,
    damage,
    is_put_together,
    java_in_words,
)
from engine.node.lifecycle import answers, running, start, status, stop
from engine.node.state import NodeState

__all__ = [
    "NodeState",
    "account_in_words",
    "answers",
    "damage",
    "is_put_together",
    "java_in_words",
    "running",
    "start",
    "status",
    "stop",
]
