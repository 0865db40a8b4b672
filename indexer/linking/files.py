"""Keeps what linking found in a folder, as JSON lines that are replaced whole."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from core.errors import DataError
from core.files import replacing
from core.records import Related
from indexer.linking.types import Links, Pair

T = TypeVar("T")
_NAME = "links.jsonl"


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding; exactly one of its fields is set."""

    linked: tuple[str, str] | None = None
    """A record and its organisation."""
    check: Pair | None = None
    related: tuple[str, tuple[Related, ...]] | None = None
    """An organisation and those of its group."""


def save(folder: Path, links: Links) -> None:
    """Write ``links`` to ``folder``; what was there is replaced in one step."""
    encode = msgspec.json.Encoder().encode
    with replacing(folder / _NAME) as file:
        for line in _lines(links):
            file.write(encode(line) + b"\n")


def load(folder: Path) -> Links:
    """Return what :func:`save` wrote to ``folder``, empty where nothing was.

    Raises DataError naming file and line that cannot be read.
    """
    organisation_of: dict[str, str] = {}
    to_check: list[Pair] = []
    related: dict[str, tuple[Related, ...]] = {}
    for line in _read(folder / _NAME):
        if line.linked:
            organisation_of[line.linked[0]] = line.linked[1]
        if line.check:
            to_check.append(line.check)
        if line.related:
            related[line.related[0]] = line.related[1]
    return Links(organisation_of=organisation_of, to_check=tuple(to_check), related=related)


def _lines(links: Links) -> Iterator[_Line]:
    yield from (_Line(linked=item) for item in links.organisation_of.items())
    yield from (_Line(check=pair) for pair in links.to_check)
    yield from (_Line(related=item) for item in links.related.items())


def _read(path: Path) -> Iterable[_Line]:
    decoder = msgspec.json.Decoder(_Line)
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise DataError(
                    f"{path.name} line {number}: no link that can be read ({error}); "
                    "build the index again."
                ) from error
