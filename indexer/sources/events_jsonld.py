"""Events of web pages and files in JSON-LD (schema.org/Event): a file, a folder or an archive.

Pages are read as they were saved; nothing is fetched, neither pages nor contexts.
"""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from indexer.sources import archives, event_settings, events, jsonld, schema_event, whole
from indexer.sources.base import (
    CANCELLED,
    SUPERSEDED,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    WrongFile,
    guarded,
)
from indexer.sources.event_settings import EventSettings
from indexer.sources.jsonld import Node

_ENDINGS = (".json", ".jsonld", ".jsonl", ".html", ".htm", ".xhtml")
_EXPECTED = "web pages or JSON-LD with events"


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    settings = event_settings.load(context.mapping)
    parts = archives.parts(files, _ENDINGS, _EXPECTED)
    seen: set[str] = set()
    read = partial(_events, context=context, settings=settings, seen=seen)
    return archives.each_part(parts, context, read)


def _events(
    file: io.BufferedReader, name: str, context: Context, settings: EventSettings, seen: set[str]
) -> Iterator[Outcome]:
    content, any_event = whole.content(file, name), False
    for line, document in jsonld.documents(content, name, settings.encoding):
        row = Row(context, name, line)
        if isinstance(document, RowRejected):
            yield row.rejection(document.reason, document.detail)
            continue
        nodes = list(jsonld.nodes(document))
        known = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
        for node in filter(schema_event.is_event, nodes):
            any_event = True
            yield _outcome(row, node, known, settings, seen)
    if not any_event:
        raise WrongFile(f"{name} holds no schema.org/Event.")


def _outcome(
    row: Row, node: Node, known: schema_event.Nodes, settings: EventSettings, seen: set[str]
) -> Outcome:
    """Return what becomes of an event; one that another page told before is left out."""
    key = schema_event.key(node)
    if key in seen:
        return SUPERSEDED
    seen.add(key)
    if schema_event.called_off(node):
        return CANCELLED
    return guarded(row, partial(_record, node=node, known=known, settings=settings))


def _record(row: Row, node: Node, known: schema_event.Nodes, settings: EventSettings) -> Outcome:
    return events.outcome(row, schema_event.told(node, known), settings)


SOURCE = Source(
    name="jsonld",
    title="events of web pages or JSON-LD (schema.org/Event), with --mapping as for ics",
    read=_read,
)
