"""Reads one sheet of a spreadsheet and writes its rows as JSON lines. Run as a process of its own.

The library lays a sheet out in memory as wide and long as its farthest cells, so that a file of a
few kilobytes can ask for hundreds of gigabytes; then it ends the process. This process may die of
it: ``spreadsheets.py`` starts it with limits and reads what it says. It imports nothing of the
project, so that it starts at once.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

Say = Callable[[Any], None]


def main(path: str, sheet: str, say: Say) -> None:
    """Say rows and end of ``sheet`` (a name, a number from 1, or empty for the first)."""
    try:
        with calamine.load_workbook(path) as workbook:
            name = _chosen(workbook, sheet)
            if name is None:
                say({"error": "no_sheet", "sheets": workbook.sheet_names})
                return
            _tell(workbook.get_sheet_by_name(name), say)
    except calamine.PasswordError:
        say({"error": "password"})
    except (calamine.CalamineError, OSError, ValueError):
        say({"error": "damaged"})


def _chosen(workbook: calamine.CalamineWorkbook, sheet: str) -> str | None:
    if sheet in workbook.sheet_names:
        return sheet
    visible = [
        one.name
        for one in workbook.sheets_metadata
        if one.visible == calamine.SheetVisibleEnum.Visible
        and one.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    number = int(sheet) if sheet.isascii() and sheet.isdigit() else 0 if sheet else 1
    names = workbook.sheet_names if sheet else visible
    return names[number - 1] if 0 < number <= len(names) else None


def _tell(sheet: calamine.CalamineSheet, say: Say) -> None:
    for number, cells, continued in _filled(sheet):
        say([number, cells, continued])
    say({"end": True})


def _filled(sheet: calamine.CalamineSheet) -> Iterator[tuple[int, list[str], list[int]]]:
    """Yield the rows that hold anything: number, cells, and which of these go on from above.

    Rows have the numbers that the spreadsheet shows. A cell that is merged over several rows
    stands in each of them.
    """
    if sheet.start is None:
        return
    first = sheet.start[1]
    begins: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            begins.setdefault(top, []).append((bottom, left - first))
    held: dict[int, tuple[int, str]] = {}
    for index, row in enumerate(sheet.iter_rows()):
        cells = [shown(value) for value in row]
        held = {at: one for at, one in held.items() if index <= one[0]}
        for at, (_, value) in held.items():
            cells[at] = value
        if any(cells):
            yield index + 1, cells, sorted(held)
        for bottom, at in begins.get(index, ()):
            held[at] = (bottom, cells[at])


def shown(value: object) -> str:
    """Return a cell as text: a whole number without its point, a date as ISO 8601."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date() if midnight else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float | timedelta):
        return str(value)
    return str(value).strip()


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _print(said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    path, sheet, memory, seconds = sys.argv[1:]
    _limit(int(memory), int(seconds))
    main(path, sheet, _print)
