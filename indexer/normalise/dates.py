"""Dates in the spellings of the sources, as ISO 8601."""

import re
from datetime import date, datetime

_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


def day(text: str) -> str | None:
    """Return ``text`` as an ISO date, month or year; empty for empty, None where it is no date.

    Reads ``2003-08-26``, ``26. 8. 2003``, ``20030826``, ``2003-08``, ``2003`` and times, whose
    day is taken.
    """
    read = moment(text)
    return read[:10] if read else read


def moment(text: str) -> str | None:
    """Like :func:`day`, but keeps a time of day: ``2026-11-23T18:00:00``."""
    text = text.strip()
    if not text or (_YEAR_OR_MONTH.fullmatch(text) and text[:4] != "0000"):
        return text
    dotted, compact = _DOTTED.fullmatch(text), _COMPACT.fullmatch(text)
    try:
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
        if compact:
            return date(int(compact[1]), int(compact[2]), int(compact[3])).isoformat()
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read.isoformat() if "T" in text or ":" in text else read.date().isoformat()
