"""The register of legal entity identifiers (LEI): GLEIF's golden copy as CSV or JSON, also zipped.

The number that an entity has in its own register makes it one with what that register tells of it:
an IČO, or court and number. Where the file of relationships (level 2) is given as well, owners are
kept by their LEI. Sole proprietors are persons and are left out.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from core.records import Skipped
from indexer.sources import archives, gleif_csv, gleif_json
from indexer.sources.base import (
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    WrongFile,
    guarded,
)
from indexer.sources.gleif_entity import Entity
from indexer.sources.gleif_organisation import Owners, outcome
from indexer.sources.lines import Line

_EXPECTED = "the golden copy of the LEI register as CSV or JSON"
_ENDINGS = frozenset({".csv", ".json", ".jsonl"})
_PROBE = 4096
_BATCH = 10_000
"""Rows that are passed over together."""


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    """Read who owns whom first, then the entities."""

    def parts(*, relations: bool) -> Iterator[archives.Part]:
        all_parts = archives.parts(files, _ENDINGS, _EXPECTED)
        return (part for part in all_parts if _of_relations(part) is relations)

    owners: defaultdict[str, list[str]] = defaultdict(list)
    yield from archives.each_part(
        parts(relations=True), context, partial(_relations, context=context, owners=owners)
    )
    yield from archives.each_part(
        parts(relations=False), context, partial(_entities, context=context, owners=owners)
    )


def _of_relations(part: archives.Part) -> bool:
    try:
        with part.opened() as file:
            return gleif_csv.RELATION_COLUMNS[0].encode() in file.peek(_PROBE)[:_PROBE]
    except WrongFile:
        return False  # reading it will tell


def _relations(
    file: io.BufferedReader, name: str, context: Context, owners: defaultdict[str, list[str]]
) -> Iterator[Outcome]:
    table = gleif_csv.Table(file, name, gleif_csv.RELATION_COLUMNS, "relationships of LEI")
    for line in table.rows():
        try:
            found = gleif_csv.relation(table, line)
        except RowRejected as reason:
            yield Row(context, name, line.number).rejection(reason.reason, reason.detail)
            continue
        if found and found.owner not in owners[found.owned]:
            # The direct owner stands before the one at the top.
            owners[found.owned].insert(0 if found.direct else len(owners[found.owned]), found.owner)


def _entities(
    file: io.BufferedReader, name: str, context: Context, owners: Owners
) -> Iterator[Outcome]:
    """Read the entities; rows without the code of a wanted country are passed over together."""
    countries = sorted(context.border.countries)
    wanted = [f"{mark}{country}{mark}".encode() for country in countries for mark in '",']
    passed = 0
    for line, read in _rows(file, name):
        if any(code in line.raw for code in wanted) or not line.ended:
            row = Row(context, name, line.number)
            yield guarded(row, partial(_outcome, line=line, read=read, owners=owners))
        elif line.raw.strip():
            passed += 1
            if passed == _BATCH:
                yield Skipped(reason="outside_region", count=passed)
                passed = 0
    if passed:
        yield Skipped(reason="outside_region", count=passed)


def _rows(file: io.BufferedReader, name: str) -> Iterator[tuple[Line, Callable[[Line], Entity]]]:
    """Yield each row of a file with what reads it."""
    head = file.peek(_PROBE)[:_PROBE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return ((line, gleif_json.entity) for line in gleif_json.records(file))
    table = gleif_csv.Table(file, name, gleif_csv.COLUMNS, _EXPECTED)
    read = partial(gleif_csv.entity, table)
    return ((line, read) for line in table.rows())


def _outcome(row: Row, line: Line, read: Callable[[Line], Entity], owners: Owners) -> Outcome:
    return outcome(row, read(line), owners)


SOURCE = Source(
    name="gleif",
    title="LEI register: golden copy as CSV or JSON, also zipped, with its file of relationships",
    read=_read,
    attribution="Global Legal Entity Identifier Foundation (GLEIF), CC0",
    whole=True,
)
