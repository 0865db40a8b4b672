"""Readers of register files, one file for each format.

A module of this package that defines ``SOURCE`` is a format; nothing else has to know it.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from indexer.sources.base import Source


@cache
def all_sources() -> Mapping[str, Source]:
    """Return all formats by name, in alphabetical order."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
    )
    sources = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return {source.name: source for source in sorted(sources, key=lambda source: source.name)}
