"""The project's own format: JSON lines as catalogue.schema.json describes them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from indexer.sources import entry, objects
from indexer.sources.base import Context, Outcome, Row, Source, each_file, guarded
from indexer.sources.lines import Line

_ENTRY = msgspec.json.Decoder(entry.Entry)
_ANY = msgspec.json.Decoder(dict[str, msgspec.Raw])


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    return each_file(files, context, _entries)


def _entries(file: Path, context: Context) -> Iterator[Outcome]:
    for line in objects.objects(file, "a catalogue in JSON lines"):
        yield guarded(context.at(file, line.number), partial(_record, line=line))


def _record(row: Row, line: Line) -> Outcome:
    outcome = entry.record(row, objects.decoded(line, _ENTRY))
    for key in sorted(objects.decoded(line, _ANY).keys() - entry.KEYS):
        row.remark("unknown_key", f"The key {key[:40]!r} is not known and was ignored.")
    return outcome


SOURCE = Source(
    name="catalogue",
    title="offers, requests, events and organisations as JSON lines (docs/sources.md)",
    read=_read,
)
