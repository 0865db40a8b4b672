"""The watches of all houses, planned as searches and stored beside the live index."""

from collections.abc import Mapping

import msgspec

from analyzers import overlay
from core import points
from core.errors import BadRequest
from engine import percolator, versions
from engine.client import Engine
from engine.embedding import Embedder
from matching.plan import plan
from matching.query import Query
from matching.request import SearchRequest
from matching.stored import StoredSearches
from store import Store, watches
from store.watches import Watch


def stored(
    store: Store, engine: Engine, embedder: Embedder, collection: str, version: str
) -> tuple[StoredSearches, Mapping[int, str]]:
    """Store the watches on ``collection`` beside ``version``, as they are now.

    Returns with them the watches that cannot be asked any more, with the reason; they report
    nothing. Raises EngineUnavailable.
    """
    about = versions.about(engine, version)
    with overlay.applied(about.overlay if about else overlay.NOTHING):
        asked, refused = _planned(watches.reporting(store, collection), embedder)
        points.reached("watches planned")
        searches = StoredSearches.beside(
            engine, percolator.beside(engine, version), collection, embedder.dimension, asked
        )
    return searches, refused | {int(id_): said for id_, said in searches.refused.items()}


def request_of(watch: Watch) -> SearchRequest:
    """Return the search that ``watch`` asks, as its house sees things.

    Raises BadRequest where it was saved by a program that knew other filters.
    """
    values = {**watch.request, "collection": watch.collection, "house": watch.house}
    try:
        return msgspec.convert(values, SearchRequest)
    except msgspec.ValidationError as error:
        sentence = f"The saved search {watch.id} cannot be read ({error}); save it anew."
        raise BadRequest(sentence, "request") from error


def _planned(
    saved: tuple[Watch, ...], embedder: Embedder
) -> tuple[dict[str, Query], dict[int, str]]:
    """Return what each watch asks; and those of which it cannot be told, with the reason."""
    asked: dict[str, Query] = {}
    refused: dict[int, str] = {}
    for watch in saved:
        try:
            asked[str(watch.id)] = plan(request_of(watch), embedder)
        except BadRequest as error:
            refused[watch.id] = str(error)
    return asked, refused
