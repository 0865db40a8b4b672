"""The same organisation from several sources becomes one."""

from indexer.linking.files import load, save
from indexer.linking.linker import link
from indexer.linking.types import Band, Decision, Links, Pair

__all__ = ["Band", "Decision", "Links", "Pair", "link", "load", "save"]
