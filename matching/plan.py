"""From a request to all that is found out about it, before anything is asked of the engine."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analyzers.tokens import clean, tokens
from core import watching
from core.errors import BadRequest
from engine.embedding import Embedder, space
from matching.answer import BridgePart
from matching.bridge import LONG_QUERY, recognise
from matching.lanes import LANES
from matching.language import detect
from matching.query import Query, lane_body
from matching.request import LONGEST_EMBEDDED, SearchRequest
from matching.thresholds import threshold
from matching.units import units
from matching.weights import weight
from taxonomy import places

MEANING = "meaning"
"""Id of the bridge part that stands for embeddings; ``without=meaning`` switches them off."""

_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def plan(request: SearchRequest, embedder: Embedder) -> Query:
    """Return the query of ``request``.

    Raises BadRequest where a value cannot be taken.
    """
    request.checked()
    text = clean(request.text)
    words = tokens(text)
    long = len(words) > LONG_QUERY
    language = request.language or (detect(text) if text else "de")
    bridge = recognise(text, language, request.without) if words else ()
    return Query(
        request=request,
        text=text,
        tokens=words,
        language=language,
        bridge=bridge,
        units=units(words, language, bridge),
        centre=_centre(request.near),
        vector=_vector(text, language, embedder, request.without)
        if words and MEANING not in request.without
        else None,
        long=long,
        thresholds=_thresholds(embedder.model, language, long=long),
    )


def searches(query: Query) -> list[tuple[str, dict[str, object]]]:
    """Return (collection, body) of one ``_msearch``: a body for each lane, in their order."""
    request = query.request
    wanted = request.page * request.size
    return [(request.collection, lane_body(query, lane, wanted)) for lane in LANES]


def shown_bridge(query: Query) -> tuple[BridgePart, ...]:
    """Return the bridge with meaning as its last part, for the person to see and to switch."""
    if not query.tokens:
        return ()
    meaning = BridgePart(
        id=MEANING,
        kind="meaning",
        query=query.text,
        language="",
        terms=(),
        active=query.vector is not None,
    )
    return (*query.bridge, meaning)


def _vector(
    text: str, language: str, embedder: Embedder, without: Sequence[str]
) -> NDArray[np.float32]:
    """Embed the beginning of ``text``: cost grows with length, and queries say it early.

    Concepts that were switched off do not draw it either.
    """
    said = text[:LONGEST_EMBEDDED]
    with watching.stage("embedding"):
        found: NDArray[np.float32] = space.query(embedder, said, language, without).vectors[0]
    return found


def _thresholds(model: str, language: str, *, long: bool) -> dict[str, float]:
    """Return the cosine from which a document belongs, by lane. A text says more than a keyword and
    is nowhere as near to a document as a keyword that names it, so less is asked of it."""
    less = weight("long_query_allowance") if long else 0.0
    return {lane: round(threshold(model, language, lane) - less, 4) for lane in LANES}


def _centre(near: str | None) -> tuple[float, float] | None:
    if near is None or not near.strip():
        return None
    coordinates = _COORDINATES.fullmatch(near)
    if coordinates:
        latitude, longitude = float(coordinates[1]), float(coordinates[2])
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        raise BadRequest("The coordinates are outside the world.", "near")
    found = places.find(clean(near))
    if found is None:
        raise BadRequest(
            "The place is not known; give a town of the region or its postal code.", "near"
        )
    return found.latitude, found.longitude
