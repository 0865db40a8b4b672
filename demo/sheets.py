"""CSV files as registers and spreadsheets write them."""

import codecs
import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.files import replacing


def write_register(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write plain CSV: commas, UTF-8."""
    _write(path, columns, rows, encoding="utf-8", delimiter=",", line_end="\n")


def write_spreadsheet(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> None:
    """Write CSV as a German or Czech Excel saves it: semicolons and a byte order mark."""
    _write(path, columns, rows, encoding="utf-8-sig", delimiter=";", line_end="\r\n")


def _write(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    encoding: str,
    delimiter: str,
    line_end: str,
) -> None:
    with replacing(path) as file:
        text = codecs.getwriter(encoding)(file)
        writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator=line_end)
        writer.writeheader()
        writer.writerows(rows)
