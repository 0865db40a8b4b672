"""What is known of an import besides its records."""

import msgspec

from core.records import PUBLIC


class ImportedFile(msgspec.Struct, frozen=True):
    """A file or a folder that was imported, as it was then."""

    name: str
    """Without the folder that it lies in."""
    sha256: str
    """Of a folder: over the names and sums of all files in it."""
    size: int
    """Bytes."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``manifest.json`` of an import."""

    dataset: str
    """Name of the import, unique within a home folder."""
    format: str
    attribution: str
    """How the source wants to be named."""
    imported: str
    """When, ISO 8601 in UTC."""
    demo: bool
    visibility: str = PUBLIC
    """``public``, or ``house:NAME``."""
    legal_basis: str = ""
    """Why the delivery may be used, where its source has conditions."""
    files: tuple[ImportedFile, ...]
    damaged: tuple[str, ...] = ()
    """Names of files that are damaged, break off or were no such files; the rest was taken."""
    records: int
    rejected: int
    organisations: int
    offers: int
    """Offers, requests and events."""
    rejections: dict[str, int]
    """Rows that were not taken, by reason."""
    remarks: dict[str, int]
    """Rows that were taken without a part of them, by reason."""
    skipped: dict[str, int]
    """Rows left out on purpose, by reason."""
    state: str
    """Hash of records, rejections and remarks; also the name of their folder."""

    @property
    def share_rejected(self) -> float:
        """Rejected rows of all that were meant to be taken, from 0 to 1."""
        return self.rejected / max(self.records + self.rejected, 1)


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, for a person."""

    manifest: Manifest
    examples: tuple[str, ...]
    """First rejections and remarks of each reason, each as ``file:line: sentence``."""
    unchanged: bool
    """True where the same had been imported before."""
