"""Puts figures into a document, between two markers."""

from pathlib import Path

from core.errors import DataError
from core.files import replacing

BEGIN = "<!-- partnernet evaluate: begin -->"
END = "<!-- partnernet evaluate: end -->"


def replace(file: Path, text: str) -> None:
    """Let ``text`` stand between the markers in ``file``, as a block that is shown as it is.

    Raises DataError where they do not stand there once each, in their order.
    """
    whole = file.read_text(encoding="utf-8")
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end or BEGIN in rest or END in after:
        raise DataError(f"{file} must hold the lines {BEGIN} and {END} once each, in this order.")
    block = f"{before}{begin}\n```\n{text.strip()}\n```\n{end}{after}"
    with replacing(file) as opened:
        opened.write(block.encode())
