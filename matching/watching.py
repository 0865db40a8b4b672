"""What a search asks of single documents: parts that are stored, and tried when one is written.

The same definition of what belongs to a result as in :mod:`matching.query`, taken apart: words,
names, numbers and concepts as one stored query, each filter as another, meaning as a vector with
its threshold. Scores and the names of clauses say nothing about belonging and are left out, so that
watches that ask the same thing share what is stored.
"""

import hashlib
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from matching.clauses import Clause
from matching.clauses.filters import facet_filters
from matching.clauses.meaning import compares_meaning, sent
from matching.lanes import LANES
from matching.query import Query, top_clauses, within

_OF_SCORES = frozenset({"_name", "boost", "tie_breaker"})


class Part(msgspec.Struct, frozen=True):
    """A part of a search as it is stored, for documents of one lane."""

    lane: str
    query: Clause

    @property
    def key(self) -> str:
        """Hash of lane and query: 32 hexadecimal digits."""
        content = msgspec.json.encode((self.lane, self.query), order="deterministic")
        return hashlib.blake2b(content, digest_size=16).hexdigest()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a search asks of a document of one lane: within the filters, and said or near."""

    said: Part | None
    """None where no text is asked for; all belongs then."""
    within: tuple[Part, ...]
    """Filters, of which a document has to meet each. Stored one by one there are few of them,
    however many ways there are to join them."""
    vector: NDArray[np.float32] | None
    """Unit vector (d,), in the digits that a search sends; None where meaning is switched off or
    nothing is asked for."""
    threshold: float
    """Cosine from which a document belongs."""
    confirmed: bool
    """Only what a source confirmed of late. No part is stored for it: the day goes on."""


def asked(query: Query) -> dict[str, Asked]:
    """Return what ``query`` asks, by lane."""
    return {lane: _of_lane(query, lane) for lane in LANES}


def _of_lane(query: Query, lane: str) -> Asked:
    request = msgspec.structs.replace(query.request, confirmed=False)
    filters = [*within(query, lane), *facet_filters(request)]
    clauses = [bare(one) for one in top_clauses(query, lane) if not compares_meaning(one)]
    said = {"bool": {"should": clauses}} if clauses else {"match_none": {}}
    return Asked(
        said=Part(lane, said) if query.text else None,
        within=tuple(Part(lane, one) for one in filters),
        vector=None if query.vector is None else np.array(sent(query.vector), np.float32),
        threshold=query.thresholds[lane],
        confirmed=query.request.confirmed,
    )


def bare(clause: Any) -> Any:
    """Return ``clause`` without what only scores and reasons need."""
    if isinstance(clause, list):
        return [bare(one) for one in clause]
    if not isinstance(clause, dict):
        return clause
    if "constant_score" in clause:
        return bare(clause["constant_score"]["filter"])
    if "dis_max" in clause:
        ways = bare(clause["dis_max"]["queries"])
        return ways[0] if len(ways) == 1 else {"bool": {"should": ways}}
    left_out = _OF_SCORES
    if clause.keys() & {"must", "filter"} and "minimum_should_match" not in clause:
        left_out |= {"should"}  # beside what must be it only adds to the score
    return {key: bare(value) for key, value in clause.items() if key not in left_out}
