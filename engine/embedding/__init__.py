"""Embedding models behind one small interface, and the cache of what they have embedded."""

from engine.embedding.base import Embedder, tidied
from engine.embedding.cache import VectorCache
from engine.embedding.load import load
from engine.embedding.remembering import Remembering

__all__ = ["Embedder", "Remembering", "VectorCache", "load", "tidied"]
