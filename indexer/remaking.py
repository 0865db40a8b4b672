"""Single organisations made anew in an index, so that a block holds before the next update."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import structs

from analyzers import overlay
from analyzers.overlay import NOTHING, Overlay
from core.progress import Silent
from core.records import Organisation, Record
from core.settings import Settings
from engine import bulk, versions
from engine.bulk import Item
from engine.client import Engine
from engine.embedding import Embedder, VectorCache
from indexer import decided, imports, linked, linking, placing
from indexer.decided import Decided
from indexer.enrich.sectors import SectorInference
from indexer.home import links_folder, vector_file
from indexer.linking.types import Links
from indexer.making import Maker
from indexer.prepared import Prepared
from indexer.privacy import key
from indexer.quality import Measures
from indexer.spool import Spool


def remade(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    keys: Collection[str],
    indices: Mapping[str, str],
) -> Decided:
    """Make the organisations that ``keys`` stand for anew in ``indices``, with their offers.

    Returns what is decided, which they are made by. ``keys`` are ids of records or of
    organisations, and ``scheme:value`` of identifiers; ``indices`` are named by collection. What
    may no longer leave is deleted. Other records that tell the name of an organisation that was
    blocked now follow with the next update.
    """
    revision, held = decided.taken(settings, versions.newest_revision(engine))
    links = linking.load(links_folder(settings))
    blocked = {one for block in held.blocks for one in block.keys if not block.field}
    ids = _organisations(settings, links, {*keys, *blocked})
    wanted = {id_ for id_, told in ids.items() if not told.isdisjoint(keys)}
    everything = _records(settings, links, ids.keys())
    with (
        overlay.applied(_overlay(engine, indices)),
        VectorCache.opened(vector_file(settings)) as cache,
        Spool.filled(everything, links) as spool,
        Prepared.opened() as prepared,
    ):
        rules = held.rules(settings)
        maker = Maker(rules, SectorInference(embedder, cache).infer, Measures(links))
        there = {(collection, id_) for collection, id_, of in _documents(spool) if of in wanted}
        there |= {("organisations", one) for one in {*keys, *wanted}}
        prepared.fill(made for made in maker.made(spool) if (made.collection, made.id) in there)
        table, _ = placing.embed(prepared.statements, cache, embedder, Silent())
        items = list(prepared.items(table, indices))
    kept = {(item.index, item.id) for item in items}
    gone = {(indices[collection], id_) for collection, id_ in there} - kept
    orders = [*items, *(Item(index, id_, None) for index, id_ in sorted(gone))]
    bulk.load(engine, orders, Silent(), revision=revision)
    for index in indices.values():
        engine.client.indices.refresh(index=index)
    return held


def catch_up(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    held: Decided,
    indices: Mapping[str, str],
) -> Decided:
    """Bring blocks into ``indices`` that came or went since ``held``; return what holds now."""
    now = decided.load(settings)
    changed = set(now.blocks) ^ set(held.blocks)
    if not changed:
        return held
    keys = {one for block in changed for one in block.keys}
    now = remade(settings, engine, embedder, keys, indices)
    for index in indices.values():
        known = versions.about(engine, index)
        if known:
            versions.note(engine, index, structs.replace(known, blocks=now.marks))
    return now


def _overlay(engine: Engine, indices: Mapping[str, str]) -> Overlay:
    """Return the changes of the language data that the documents of ``indices`` are made with."""
    told = (versions.about(engine, index) for index in indices.values())
    return next((known.overlay for known in told if known), NOTHING)


def _organisations(settings: Settings, links: Links, keys: Collection[str]) -> dict[str, set[str]]:
    """Return the ids of the organisations that ``keys`` stand for, with those keys."""
    found: dict[str, set[str]] = {}
    for id_, record in linked.organisations(settings, links):
        told = {id_, record.id, *map(key, record.identifiers)}.intersection(keys)
        if told:
            found.setdefault(id_, set()).update(told)
    return found


def _records(settings: Settings, links: Links, ids: Collection[str]) -> Iterator[Record]:
    """Yield all records of the organisations ``ids``, and their offers."""
    for record in imports.records(settings):
        of = record.id if isinstance(record, Organisation) else record.organisation
        if links.organisation_of.get(of, of) in ids:
            yield record


def _documents(spool: Spool) -> Iterator[tuple[str, str, str]]:
    """Yield collection and id of each document that may be there, and its public organisation."""
    for seen in spool.organisations():
        for id_ in (seen.record.id, *seen.record.aliases):
            yield "organisations", id_, seen.public_id
    for offer in spool.offers():
        yield "offers", offer.record.id, offer.record.organisation
