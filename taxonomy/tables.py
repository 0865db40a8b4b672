"""Reads the code lists that lie as CSV files under ``taxonomy/data``."""

import csv
from collections.abc import Iterator
from pathlib import Path

from core.errors import DataError

DATA = Path(__file__).parent / "data"


def rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of ``taxonomy/data/<name>`` as dictionaries.

    Raises DataError naming the file when its header is not ``columns`` or a row is too short.
    """
    path = DATA / name
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != columns:
            raise DataError(f"taxonomy/data/{name} must have the columns {', '.join(columns)}.")
        for row in reader:
            if None in row or None in row.values():
                raise DataError(
                    f"taxonomy/data/{name}, line {reader.line_num}: wrong number of columns."
                )
            yield row
