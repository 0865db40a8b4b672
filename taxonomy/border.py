"""Which districts belong to the region that is loaded: configuration, not code."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from core.errors import SettingsError
from taxonomy import places
from taxonomy.tables import DATA

_DISTRICT = re.compile(r"\d{5}|CZ0\w{3}")
_REGION = re.compile(r"DE[0-9A-G]|CZ0\d\d")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    districts: list[str] = []
    regions: list[str] = []


@dataclass(frozen=True)
class Border:
    """The districts and whole regions that are taken."""

    districts: frozenset[str]
    regions: frozenset[str]

    def holds(self, district: str) -> bool:
        """Tell whether the district with ``district`` as its code is taken."""
        return district in self.districts or self._region(district) in self.regions

    def holds_region(self, region: str) -> bool:
        """Tell whether at least a part of the region is taken (DED, CZ042)."""
        return region in self.regions or region in self._touched

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries of which something is taken."""
        codes = self.districts | self.regions
        return frozenset("CZ" if code.startswith("CZ") else "DE" for code in codes)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(self._region(code) for code in self.districts)

    @staticmethod
    def _region(district: str) -> str:
        known = places.district(district)
        if known:
            return known.region
        return district[:5] if district.startswith("CZ") else ""


def load(path: Path | None) -> Border:
    """Read the file that PARTNERNET_REGION names, or the border region for None.

    Raises SettingsError naming the file and the key that is wrong.
    """
    file = path or DATA / "region.yaml"
    try:
        read = msgspec.yaml.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise SettingsError(
            f"PARTNERNET_REGION: {file} cannot be read: {error.strerror}."
        ) from error
    except msgspec.MsgspecError as error:
        raise SettingsError(f"PARTNERNET_REGION: {file}: {error}.") from error
    for key, codes, pattern in (
        ("districts", read.districts, _DISTRICT),
        ("regions", read.regions, _REGION),
    ):
        for code in codes:
            if not pattern.fullmatch(code):
                raise SettingsError(
                    f"PARTNERNET_REGION: {file}: {key}: {code!r} is no code of a {key[:-1]}."
                )
    if not read.districts and not read.regions:
        raise SettingsError(f"PARTNERNET_REGION: {file} names no districts and no regions.")
    return Border(frozenset(read.districts), frozenset(read.regions))
