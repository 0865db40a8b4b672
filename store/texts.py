"""What people write, before it goes into a table."""

import re

from core.errors import BadRequest

_LONGEST = 2000
"""Characters of a reason: a page, which is more than anybody reads in a list."""
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters, which no UTF-8 has."""


def required(text: str, field: str) -> str:
    """Return ``text`` in one line. Raises BadRequest where it is empty, too long or no text."""
    line = " ".join(text.split())
    if not line:
        raise BadRequest(f"The {field} is missing; write it down, it is kept.", field)
    if len(line) > _LONGEST:
        raise BadRequest(f"The {field} is longer than {_LONGEST} characters; shorten it.", field)
    if _UNWRITABLE.search(line):
        raise BadRequest(f"The {field} holds characters that are no text; write it anew.", field)
    return line
