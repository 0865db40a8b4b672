"""The layer of names: an organisation is asked for by its name or number, and has to come first.

Organisations of the demo (invented, but delivered by the registers' formats) and real legal names
on invented places stand in one index. The rules, for all queries:

- Right is the organisation that the query was made from, and only that one.
- The name belongs to no other organisation of its district, neither as its name nor as a former
  one, compared without legal form and in any order of words. Where one elsewhere has it, the query
  chooses the district, as a person does who finds two; otherwise it asks the whole region, which is
  harder than the district alone.
- A query with a typing error is left out where another name is as near to it as the right one, or
  nearer: there is no way to tell.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from evaluation.judged import invented, names_placed
from evaluation.judged.names_known import Known, Shared, known
from evaluation.judged.names_queries import IDENTIFIER, MISTYPED, Asked, all_asked
from evaluation.judged.types import Contents, Corpus, Delivery, Layer, Query
from matching.request import SearchRequest

ORGANISATIONS = 4_000
"""Of the demo: enough for names that differ by a letter, few enough to be imported in seconds."""
EACH_WAY = 200
"""Queries of each way at most, of the demo and of real names: with both, a half has an interval of
two points either side of .98."""

SIZE = 10
"""Hits that are asked for: only the first one counts, the others show what came before it."""

_CORPUS = "names"


def _write(folder: Path) -> Sequence[Delivery]:
    file = folder / "legal-names.jsonl"
    names_placed.write(file)
    return [
        Delivery(dataset="legal-names", format="catalogue", files=[file]),
        *invented.deliveries(folder / "demo", ORGANISATIONS),
    ]


def _queries(contents: Contents) -> Sequence[Query]:
    everybody = known(one for one in contents(_CORPUS) if "kind" in one)
    shared = Shared(everybody)
    taken: Counter[tuple[str, bool]] = Counter()
    found = []
    for one in sorted(everybody, key=lambda one: _drawn(one.id)):
        for way, asked in all_asked(one):
            if (
                taken[way, one.demo] < EACH_WAY
                and (scope := _scope(one, way, asked, shared)) is not None
            ):
                taken[way, one.demo] += 1
                found.append(_query(one, way, asked, scope))
    return found


def _drawn(id_: str) -> bytes:
    """Return what sorts organisations as if drawn, the same in every run."""
    return hashlib.blake2b(id_.encode(), digest_size=8).digest()


class _Scope(NamedTuple):
    """Where a query looks, and why that one answer is right."""

    district: str | None
    rule: str


def _scope(one: Known, way: str, asked: Asked, shared: Shared) -> _Scope | None:
    """Return where the query looks, None where its answer would not be the only right one."""
    if way == IDENTIFIER:
        return _Scope(None, "bears the number")
    key = one.key(asked.name)
    for district in (None, one.district):
        if shared.count(key, district) == 1 and (
            way != MISTYPED or _tells(one.key(asked.text), key, shared.names(district))
        ):
            return _Scope(district, f"only one of that name in {district or 'the region'}")
    return None


def _tells(typed: str, right: str, names: Sequence[str]) -> bool:
    """Tell whether ``typed`` is nearer to the name ``right`` than to any other of ``names``.

    Where no error is left when spellings are made one, it is no query with an error.
    """
    limit = OSA.distance(typed, right)
    near = process.extract_iter(typed, names, scorer=OSA.distance, score_cutoff=limit)
    return typed != right and all(name == right for name, *_ in near)


def _query(one: Known, way: str, asked: Asked, scope: _Scope) -> Query:
    return Query(
        id=f"{one.id}/{way}",
        subject=one.id,
        corpus=_CORPUS,
        request=SearchRequest(text=asked.text, district=scope.district, size=SIZE),
        right=frozenset({one.id}),
        source=one.name,
        rule=scope.rule,
        group=way,
        direction=f"{one.language} → {one.language}",
        form=way,
    )


LAYER = Layer(
    name="names",
    about="Names and numbers of single organisations, judged by what they were made from.",
    corpora=(Corpus(name=_CORPUS, write=_write),),
    queries=_queries,
    metrics=("first", "mrr", "empty"),
)
