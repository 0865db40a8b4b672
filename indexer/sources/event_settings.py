"""What a person can say of a calendar or of pages with events that they do not say themselves.

The file is given like the mapping of a member list; docs/sources.md describes it.
"""

from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from core.errors import DataError
from core.strict import parse, repeated
from indexer.sources.mapping import Encoding, text_of

ZONE = "Europe/Berlin"
"""Both countries keep the same time."""


class EventSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What is taken where an event does not tell it."""

    language: Literal["de", "cs", "en"] | None = None
    country: Literal["DE", "CZ"] | None = None
    place: str = ""
    """Locality of events that tell none: ``Zittau``."""
    organisation: str = ""
    """Id of the organisation that invites: ``cz-12345678``."""
    organisation_name: str = ""
    time_zone: str = ZONE
    """Of times that are given without one."""
    encoding: Encoding = "utf-8"

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the zone of times that are given without one."""
        return ZoneInfo(self.time_zone)


def load(path: Path | None) -> EventSettings:
    """Read the file. Raises DataError naming file and key where it cannot be read or is wrong."""
    if path is None:
        return EventSettings()
    settings = parse(text_of(path), path.name, EventSettings)
    if settings.time_zone not in available_timezones():
        raise DataError(
            f"{path.name}: time_zone {repeated(settings.time_zone)!r} is not known; write it as "
            f"{ZONE} or Europe/Prague."
        )
    return settings
