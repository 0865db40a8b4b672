"""Any model that sentence-transformers can load, from the extra ``transformers``."""

import hashlib
import importlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np

from core.errors import SettingsError
from engine.embedding.base import Vectors, tidied

_BATCH = 32
_E5_PREFIXES = {"query": "query: ", "passage": "passage: "}


@dataclass(frozen=True)
class ModelName:
    """A model's name or folder, and the prefixes that were asked for with it.

    Written as ``MODEL`` or ``MODEL?query=TEXT&passage=TEXT``.
    """

    model: str
    prefixes: dict[str, str]

    @classmethod
    def parse(cls, text: str) -> "ModelName":
        """Split ``text``; raises SettingsError where a prefix has another name."""
        model, _, rest = text.partition("?")
        given = {key: values[-1] for key, values in parse_qs(rest, keep_blank_values=True).items()}
        if not model or not given.keys() <= _E5_PREFIXES.keys():
            raise SettingsError(
                "PARTNERNET_EMBEDDING must be sentence-transformers:MODEL, where MODEL may end "
                f"with ?query=PREFIX&passage=PREFIX, not {text!r}."
            )
        return cls(model, given)


class SentenceTransformers:
    """A model of sentence-transformers with its prefixes for queries and passages.

    Prefixes are those of the name, else those that the model's own configuration names, else
    E5's where the name says that it is one, else none.
    """

    def __init__(self, name: str) -> None:
        asked = ModelName.parse(name)
        self._model = _loaded(asked.model)
        self.model = identity(name, self._model)
        self.dimension = int(self._model.get_embedding_dimension())
        self._prefixes = prefixes(asked, getattr(self._model, "prompts", None) or {})

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of ``texts``: shape (n, dimension)."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._encoded(texts, "passage")

    def query(self, text: str) -> Vectors:
        """Return the unit vector of ``text``: shape (dimension,)."""
        vector: Vectors = self._encoded([text], "query")[0]
        return vector

    def _encoded(self, texts: Sequence[str], role: str) -> Vectors:
        vectors = self._model.encode(
            [tidied(text) for text in texts],
            prompt=self._prefixes[role] or None,
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


def prefixes(asked: ModelName, prompts: dict[str, str]) -> dict[str, str]:
    """Return the prefixes for ``query`` and ``passage``."""
    own = {
        "query": prompts.get("query", ""),
        "passage": prompts.get("passage") or prompts.get("document", ""),
    }
    if not any(own.values()) and "e5" in Path(asked.model).name.lower():
        own = _E5_PREFIXES
    return {**own, **asked.prefixes}


def identity(name: str, model: Any) -> str:
    """Name the model so that other weights under the same name are another model.

    A folder gets a hash of its files and is told without its path, a published model gets its
    revision.
    """
    asked, _, rest = name.partition("?")
    folder = Path(asked)
    if folder.is_dir():
        shown, revision = folder.name, _hash_of(folder)
    else:
        shown = asked
        config = getattr(getattr(model[0], "auto_model", None), "config", None)
        revision = str(getattr(config, "_commit_hash", None) or "")[:8]
    return "".join(
        ("sentence-transformers:", shown, f"@{revision}" * bool(revision), f"?{rest}" * bool(rest))
    )


def _hash_of(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _loaded(model: str) -> Any:
    """Load the model; raises SettingsError where the extra or the model is missing."""
    try:
        library = importlib.import_module("sentence_transformers")
    except ModuleNotFoundError as error:
        raise SettingsError(
            "PARTNERNET_EMBEDDING asks for sentence-transformers, which is not installed: "
            "pip install 'partnernet[transformers]'."
        ) from error
    if "OMP_NUM_THREADS" not in os.environ:
        # Threads that find their core taken by OpenSearch hold up all others at every step: on two
        # busy cores 780 titles took 110 s with two threads, 6 s with one (all-MiniLM-L6-v2).
        importlib.import_module("torch").set_num_threads(max(1, (os.cpu_count() or 1) // 2))
    try:
        return library.SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"sentence-transformers cannot load the model {model!r} of PARTNERNET_EMBEDDING: "
            f"{str(error).splitlines()[0]}"
        ) from error
