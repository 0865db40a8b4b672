"""Reads files with a source, and makes files to read."""

from pathlib import Path
from typing import Any

from core.records import Organisation, Rejection, Skipped
from indexer.sources import all_sources
from indexer.sources.base import Context
from taxonomy import border

DATA = Path(__file__).parents[2] / "data"
NOTICES = Path(__file__).parents[3] / "evaluation" / "data" / "ted_notices_de_cs.jsonl"
"""Real ones, which relevance is judged by."""

RES_COLUMNS = (
    "ICO,OKRESLAU,DDATVZN,DDATZAN,ZPZAN,DDATPAKT,FORMA,ROSFORMA,KATPO,NACE,NACE2025,ICZUJ,FIRMA,"
    "CISS2010,KODADM,TEXTADR,PSC,OBEC_TEXT,COBCE_TEXT,ULICE_TEXT,TYPCDOM,CDOM,COR,DATPLAT,PRIZNAK"
)


class Read:
    """What became of the rows of some files."""

    def __init__(self, source: str, *files: Path, **told: Any) -> None:
        told.setdefault("border", border.load(None))
        self.context = Context(source=source, dataset="test", **told)
        self.outcomes = list(all_sources()[source].read(list(files), self.context))
        taken = [one for one in self.outcomes if not isinstance(one, Rejection | Skipped)]
        self.ended = [one for one in taken if getattr(one, "status", "") == "ended"]
        self.records = [one for one in taken if one not in self.ended]
        self.rejected = [
            (one.line, one.reason) for one in self.outcomes if isinstance(one, Rejection)
        ]
        self.details = [one.detail for one in self.outcomes if isinstance(one, Rejection)]
        self.skipped = [
            "ended" if one in self.ended else one.reason
            for one in self.outcomes
            if one in self.ended or isinstance(one, Skipped)
            for _ in range(one.count if isinstance(one, Skipped) else 1)
        ]
        self.remarks = [(one.line, one.reason) for one in self.context.remarks]

    @property
    def only(self) -> Any:
        """The single record."""
        (record,) = self.records
        return record


def res_row(**cells: str) -> str:
    """Return a good row of RES in Děčín with some cells changed."""
    row = {
        "ICO": "26168685",
        "OKRESLAU": "CZ0421",
        "DDATVZN": "2003-08-26",
        "FORMA": "112",
        "KATPO": "230",
        "NACE": "25610",
        "NACE2025": "25530",
        "ICZUJ": "562335",
        "FIRMA": '"KOVO DĚČÍN, s.r.o."',
        "PSC": "40502",
        "OBEC_TEXT": "Děčín",
        "ULICE_TEXT": "Dlouhá",
        "CDOM": "5",
        "COR": "2a",
        "DATPLAT": "2026-06-15",
        **cells,
    }
    return ",".join(row.get(column, "") for column in RES_COLUMNS.split(","))


def res_file(folder: Path, *rows: str, name: str = "res_data.csv", end: str = "\n") -> Path:
    """Write a RES file of ``rows``; each line ends as ``end`` says."""
    file = folder / name
    file.write_bytes("".join(row + end for row in (RES_COLUMNS, *rows)).encode("utf-8"))
    return file


def organisations(read: Read) -> list[Organisation]:
    """Return the organisations that were read."""
    return [one for one in read.records if isinstance(one, Organisation)]
