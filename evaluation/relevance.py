"""How well search crosses the border: ``python -m evaluation.relevance [--notices FILE]``.

Keywords of the trade (``evaluation/data/trade_keywords.tsv``, German and Czech, each with the
NACE classes that satisfy the buyer) ask for the 651 class titles of NACE Rev. 2.1 in both
languages, which are imported like any catalogue and carry no codes. With ``--notices`` the real
tender notices ask for those of the other language; one is right when its main CPV code shares the
first three digits. All run through :class:`matching.search.Searcher`, in an index of their own.
Keywords and glossary have the same author, so the figures on keywords are optimistic.
"""

import argparse
import csv
import dataclasses
import json
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from core.progress import Progress, for_terminal
from core.settings import Settings
from engine import embedding, node
from engine.client import Engine
from indexer import imports, pipeline
from matching.request import SearchRequest
from matching.search import Searcher
from taxonomy import nace

_COUNTRIES = {"de": "DE", "cs": "CZ"}
_SHOWN = 5
_JUDGED_TEXTS = 10
_CPV_DIGITS = 3
_LONGEST = 1900
"""Characters of a notice that ask; a query has at most 2,000."""


def main() -> None:
    """Import, build, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.relevance", description=__doc__)
    parser.add_argument("--notices", type=Path, help="notices as JSON lines (format ted-notices)")
    notices = parser.parse_args().notices
    own = Settings.from_environment()
    settings = dataclasses.replace(
        own, home=own.home / "evaluation", index_prefix=f"{own.index_prefix}-judged"
    )
    progress = for_terminal()
    with node.running(own, progress) as url:
        engine = Engine.connect(settings, url)
        embedder = embedding.load(settings.embedding)
        _import(settings, notices, progress)
        pipeline.build(settings, engine, embedder, progress)
        searcher = Searcher(engine, embedder)
        for line in (*_keywords(searcher), *(_texts(searcher, notices) if notices else ())):
            print(line, flush=True)


def _import(settings: Settings, notices: Path | None, progress: Progress) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "titles.jsonl"
        file.write_text("".join(_titles()), encoding="utf-8")
        imports.run("catalogue", [file], settings, progress, dataset="titles")
    if notices:
        imports.run("ted-notices", [notices], settings, progress, dataset="notices")


def _titles() -> Iterator[str]:
    for language, country in _COUNTRIES.items():
        for code in nace.all_classes():
            line = {
                "type": "offer",
                "id": f"{language}-{code}",
                "language": language,
                "country": country,
                "title": nace.title(code, language),
            }
            yield json.dumps(line, ensure_ascii=False) + "\n"


def _keywords(searcher: Searcher) -> Iterator[str]:
    """Yield precision at five as a share of what is reachable, and queries without a result."""
    text = files("evaluation").joinpath("data", "trade_keywords.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    yield f"keywords: {len(rows)}; share of the reachable precision at 5, queries without a result"
    for asked in _COUNTRIES:
        for told in _COUNTRIES:
            shares, empty = [], 0
            for row in rows:
                right = {c for c in nace.all_classes() if c.startswith(tuple(row["nace"].split()))}
                found = _first(searcher, row[asked], asked, told, "offer", _SHOWN)
                hits = sum(id_.partition("-")[2] in right for id_ in found)
                shares.append(hits / min(_SHOWN, len(right)))
                empty += not found
            yield f"  {asked} → {told}  {np.mean(shares):.3f} {_interval(shares)}  {empty}"


def _texts(searcher: Searcher, file: Path) -> Iterator[str]:
    """Yield nDCG at ten of the notices that have a right one in the other language."""
    lines = file.read_text(encoding="utf-8").splitlines()
    notices = [n for n in map(json.loads, lines) if n["cpv_main"] and _group(n) is not None]
    yield f"notices: {len(notices)}; nDCG at 10"
    for asked, told in (("cs", "de"), ("de", "cs")):
        gains = []
        for notice in (n for n in notices if n["lang"].lower() == asked):
            right = {
                n["id"]
                for n in notices
                if n["lang"].lower() == told and _group(n) == _group(notice)
            }
            if right:
                text = ". ".join([notice["title"], *notice["descriptions"]])[:_LONGEST]
                found = _first(searcher, text, asked, told, "request", _JUDGED_TEXTS)
                gains.append(_ndcg([id_ in right for id_ in found], len(right)))
        yield f"  {asked} → {told}  {np.mean(gains):.3f} {_interval(gains)}  of {len(gains)}"


def _group(notice: Mapping[str, Any]) -> str | None:
    """Return the CPV group of a notice, None where the code names only a division."""
    group = str(notice["cpv_main"][0])[:_CPV_DIGITS]
    return None if group.endswith("0") else group


def _first(
    searcher: Searcher, text: str, asked: str, told: str, type_: str, size: int
) -> list[str]:
    request = SearchRequest(
        collection="offers",
        text=text,
        language=asked,
        document_language=told,
        type=type_,
        size=size,
    )
    return [match.id for match in searcher.search(request).matches]


def _ndcg(found: Sequence[bool], right: int) -> float:
    gain = sum(1 / math.log2(place + 2) for place, hit in enumerate(found) if hit)
    return gain / sum(1 / math.log2(place + 2) for place in range(min(_JUDGED_TEXTS, right)))


def _interval(values: Sequence[float]) -> str:
    """Return the 95 % interval of the mean by bootstrap over queries."""
    random = np.random.default_rng(1)
    drawn = random.choice(values, (2000, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"[{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()
