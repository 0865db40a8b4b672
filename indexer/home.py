"""Where in a home folder the index's own files lie, and who may work there."""

from contextlib import AbstractContextManager
from pathlib import Path

from core import locks
from core.errors import HomeBusy
from core.settings import Settings


def vector_file(settings: Settings) -> Path:
    """Return the file of the home's vector cache."""
    return settings.home / "cache" / "vectors.sqlite"


def links_folder(settings: Settings) -> Path:
    """Return the folder of what linking found out, see :func:`indexer.linking.load`."""
    return settings.home / "links"


def only_one(settings: Settings) -> AbstractContextManager[None]:
    """Hold the home against other builds and updates; raises HomeBusy where one runs."""
    busy = HomeBusy(
        f"Another build is running in {settings.home}; wait for its end, then run it again if "
        "needed."
    )
    return locks.held(settings.home / "build.lock", busy)
