"""JSON objects of a file: one a line, or one document with an object or a list of them."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from indexer.sources.base import RowRejected, WrongFile
from indexer.sources.lines import LONGEST_LINE, Line, read

T = TypeVar("T")

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes of a file that is one JSON document; larger ones must come one object a line."""

_PROBE = 20
"""Lines of which one at least must begin like JSON."""
_VALUE = re.compile(r" '.*' ", re.DOTALL)
_DOCUMENT = msgspec.json.Decoder(msgspec.Raw)
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


def objects(path: Path, expected: str) -> Iterator[Line]:
    """Yield each object of a file as a line.

    In a file that is one document the number is the position in its list, or 0 for a single
    object. Raises WrongFile where none of the first lines begins with a brace or a bracket, or the
    file is a document that is damaged or too large.
    """
    rows = (line for line in read(path, expected) if line.raw.strip())
    probe = list(islice(rows, _PROBE))
    if not any(line.raw.lstrip().startswith((b"{", b"[")) for line in probe):
        raise WrongFile(f"{path.name} is not {expected}: it does not begin with a JSON object.")
    first = probe[0].raw.strip()
    if first == b"{" or first.startswith(b"["):
        yield from _document(path, expected, [*probe, *_within(path, rows)])
        return
    yield from probe
    yield from rows


def _within(path: Path, rows: Iterator[Line]) -> Iterator[Line]:
    size = 0
    for line in rows:
        size += len(line.raw)
        if size > LARGEST_DOCUMENT:
            raise WrongFile(f"{path.name} is too large for one document; write one object a line.")
        yield line


def _document(path: Path, expected: str, rows: list[Line]) -> Iterator[Line]:
    whole = b"\n".join(line.raw for line in rows)
    try:
        if whole.lstrip().startswith(b"["):
            for number, one in enumerate(_LIST.decode(whole), start=1):
                yield Line(number, bytes(one), True)
        else:
            yield Line(0, bytes(_DOCUMENT.decode(whole)), True)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongFile(
            f"{path.name} is not {expected}: the JSON in it is damaged or breaks off."
        ) from error


def decoded(line: Line, decoder: msgspec.json.Decoder[T]) -> T:
    """Return what the JSON of a line holds. Raises RowRejected where it is none or does not fit."""
    if len(line.raw) >= LONGEST_LINE:
        raise RowRejected("line_too_long", "The line is too long to be a row of this format.")
    try:
        return decoder.decode(line.raw)
    except msgspec.ValidationError as error:
        # Which key is of which wrong type, without the value: that may be personal.
        raise RowRejected("wrong_type", f"{_VALUE.sub(' ', str(error))}.") from error
    except UnicodeDecodeError as error:
        raise RowRejected("bad_encoding", "The line is no UTF-8.") from error
    except (msgspec.DecodeError, RecursionError) as error:
        if not line.ended:
            raise RowRejected("half_line", "The last line breaks off.") from error
        raise RowRejected("not_json", "The line is no JSON object.") from error
