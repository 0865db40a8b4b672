"""Events and time zones of a calendar file (ICS, RFC 5545) as the lines that are read of them.

Files of all programs are taken: lines that end in any way or are folded within a letter. Lines of
organisers, attendees and contacts are dropped here, before anything reads them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.sources.base import WrongFile

READ = frozenset(
    {
        *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "STATUS"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("CLASS", "LAST-MODIFIED", "BEGIN", "END"),
    }
)
"""Properties of events that are read. All others, most of which name persons, are not."""

_LINE_END = re.compile(rb"\r*\n|\r+")
_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9-]*")
_LONGEST = 100_000
"""Bytes of a property; longer ones hold files."""
_OTHER_RULE = re.compile(rb"RRULE[^:]*:(?!.*\bFREQ=YEARLY\b)", re.IGNORECASE)


class Block(NamedTuple):
    """The lines of one event or time zone."""

    kind: str
    """``VEVENT`` or ``VTIMEZONE``."""
    line: int
    """Where it begins in the file, from 1."""
    lines: tuple[bytes, ...]
    """Unfolded, without components inside an event."""
    ended: bool
    """False for one that breaks off."""


def blocks(content: bytes, name: str) -> Iterator[Block]:
    """Yield events and time zones in their order. Raises WrongFile for what is no calendar."""
    kind, begin, inside = "", 0, 0
    lines: list[bytes] = []
    seen = False
    for number, line in _unfolded(content):
        word, _, value = line.partition(b":")
        word, value = word.strip().upper(), value.strip().upper()
        seen = seen or (word == b"BEGIN" and value == b"VCALENDAR")
        starts = word == b"BEGIN" and value in (b"VEVENT", b"VTIMEZONE")
        if starts:
            if kind:
                yield Block(kind, begin, tuple(lines), ended=False)
            kind, begin, lines, inside = value.decode(), number, [line], 0
        elif kind and word == b"END" and value == kind.encode():
            yield Block(kind, begin, (*lines, line), ended=True)
            kind = ""
        elif kind == "VTIMEZONE":
            lines.append(line)
        elif kind:
            inside += {b"BEGIN": 1, b"END": -1}.get(word, 0)
            if not inside and word != b"END" and _is_read(line):
                lines.append(line)
    if kind:
        yield Block(kind, begin, tuple(lines), ended=False)
    if not seen:
        raise WrongFile(f"{name} is no calendar (ICS): BEGIN:VCALENDAR is missing.")


def is_yearly(zone: Block) -> bool:
    """Tell whether all changes of a time zone recur by year. Others are made to take time."""
    return not any(_OTHER_RULE.match(line) for line in zone.lines)


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines, each with those that go on with it, under the number of its first."""
    begin = 0
    parts: list[bytes] = []
    for number, line in enumerate(_LINE_END.split(content), start=1):
        if line[:1] in (b" ", b"\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begin, b"".join(parts)
        begin, parts = number, [line]
    if parts:
        yield begin, b"".join(parts)


def _is_read(line: bytes) -> bool:
    name = _NAME.match(line)
    return bool(name and name[0].decode().upper() in READ and len(line) <= _LONGEST)
