"""Files that are read whole, since what belongs together stands apart in them."""

import io

from indexer.sources.base import WrongFile

LARGEST = 32 * 1024 * 1024
"""Bytes. A calendar of 10,000 events with 1,000 letters each had 11 MB."""


def content(file: io.BufferedReader, name: str) -> bytes:
    """Return the bytes of a file. Raises WrongFile where they are more than LARGEST or damaged."""
    read = file.read(LARGEST + 1)
    if len(read) > LARGEST:
        raise WrongFile(f"{name} is larger than {LARGEST >> 20} MiB; split it.")
    return read
