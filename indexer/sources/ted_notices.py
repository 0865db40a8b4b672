"""Tender notices of the European Union (TED), reduced to JSON lines: what public buyers look for.

Each line has ``id, lang, country, date, form, buyer, title, lot_titles, descriptions, cpv_main,
cpv_all, nuts``. A notice becomes a request of a catalogue; its buyer is not read, since it may name
a person.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from indexer.sources import entry, objects
from indexer.sources.base import Context, Outcome, Row, Source, each_file, guarded
from indexer.sources.lines import Line


class _Notice(msgspec.Struct):
    id: str
    lang: str
    country: str
    title: str
    date: str | None = None
    lot_titles: list[str] = []
    descriptions: list[str] = []
    cpv_main: list[str] = []
    cpv_all: list[str] = []


_DECODER = msgspec.json.Decoder(_Notice)


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    return each_file(files, context, _notices)


def _notices(file: Path, context: Context) -> Iterator[Outcome]:
    for line in objects.objects(file, "tender notices in JSON lines"):
        yield guarded(context.at(file, line.number), partial(_request, line=line))


def _request(row: Row, line: Line) -> Outcome:
    notice = objects.decoded(line, _DECODER)
    return entry.record(
        row,
        entry.Entry(
            type="request",
            id=notice.id,
            language=notice.lang,
            country=notice.country,
            title=notice.title,
            text=[*notice.lot_titles, *notice.descriptions],
            date=notice.date,
            cpv=[*notice.cpv_main, *notice.cpv_all],
        ),
    )


SOURCE = Source(
    name="ted-notices",
    title="European tender notices as JSON lines, taken as requests",
    read=_read,
    attribution="TED, Publications Office of the European Union, EUPL 1.2 (ted-rdf-mapping)",
)
