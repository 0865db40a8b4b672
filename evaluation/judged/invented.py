"""Keywords of the trade ask for the demo's invented organisations: smoke tests."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import demo
from evaluation.judged.keywords import Keyword, keywords
from evaluation.judged.titles import COUNTRIES
from evaluation.judged.types import ASKED, Contents, Corpus, Delivery, Layer, Query
from matching.request import SearchRequest

ORGANISATIONS = 2_000
"""Enough for most keywords to fit some on either side."""
_CORPUS = "demo"
_FITTING = 5
"""Organisations that fit on either side, for a keyword's list to have to be mixed."""
_FIRST = 10

_Codes = Mapping[str, Sequence[str]]
"""Registered NACE codes by id."""


def layers() -> tuple[Layer, Layer]:
    """Return the layers that are made from the demo."""
    corpus = Corpus(name=_CORPUS, write=partial(deliveries, organisations=ORGANISATIONS))
    return (
        Layer(
            name="demo",
            about="Keywords on invented organisations of the other country; one is right when it "
            "is registered under a code that starts with a judged one.",
            corpora=(corpus,),
            queries=partial(_queries, make=_across),
            evidence=False,
        ),
        Layer(
            name="balance",
            about="How much of the first ten is from the other side, for keywords that at least "
            f"{_FITTING} invented organisations fit on either side; no country is chosen.",
            corpora=(corpus,),
            queries=partial(_queries, make=_mixed),
            metrics=("other10", "balanced", "empty"),
            evidence=False,
        ),
    )


def deliveries(folder: Path, organisations: int) -> list[Delivery]:
    """Write the demo's registers to ``folder`` and return them in the order to import them."""
    return [
        Delivery(
            dataset=source.dataset,
            format=source.format,
            files=source.files,
            mapping=source.mapping,
            legal_basis=source.legal_basis,
            demo=True,
        )
        for source in demo.write(folder, organisations).sources
    ]


def _queries(
    contents: Contents, make: Callable[[Keyword, str, Mapping[str, _Codes]], Query | None]
) -> Sequence[Query]:
    """Return a query for each keyword and direction of which ``make`` makes one."""
    codes = _codes(contents)
    made = (
        make(keyword, told, codes)
        for asked, told in (("de", "cs"), ("cs", "de"))
        for keyword in keywords(asked)
    )
    return [query for query in made if query]


def _codes(contents: Contents) -> Mapping[str, _Codes]:
    """Return the codes of the organisations, by language."""
    found: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for document in contents(_CORPUS):
        if "kind" in document:
            found[document["lane"]][document["id"]] = document.get("sector_codes", ())
    return found


def _fitting(keyword: Keyword, codes: _Codes) -> frozenset[str]:
    prefixes = keyword.codes["nace"]
    return frozenset(
        id_ for id_, held in codes.items() if any(code.startswith(prefixes) for code in held)
    )


def _across(keyword: Keyword, told: str, codes: Mapping[str, _Codes]) -> Query | None:
    right = _fitting(keyword, codes[told])
    if not right:
        return None
    return _query(keyword, right, f"{keyword.language} → {told}", country=COUNTRIES[told])


def _mixed(keyword: Keyword, told: str, codes: Mapping[str, _Codes]) -> Query | None:
    if min(len(_fitting(keyword, codes[side])) for side in COUNTRIES) < _FITTING:
        return None
    return _query(keyword, frozenset(codes[told]), f"{keyword.language} → all", size=_FIRST)


def _query(keyword: Keyword, right: frozenset[str], direction: str, **more: Any) -> Query:
    request = {"size": ASKED, **more}
    return Query(
        id=keyword.id,
        subject=keyword.id,
        corpus=_CORPUS,
        request=SearchRequest(text=keyword.text, language=keyword.language, **request),
        right=right,
        source=f"{keyword.source} {keyword.id}",
        rule=f"NACE {' '.join(keyword.codes['nace'])}",
        group="demo",
        direction=direction,
        form=keyword.form,
        trade=keyword.trade,
    )
