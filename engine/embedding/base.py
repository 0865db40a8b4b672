"""What every embedding model offers, and how texts are made alike before one sees them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")


class Embedder(Protocol):
    """A model that turns texts into unit vectors. Safe to call from several threads."""

    @property
    def model(self) -> str:
        """Name of the model with all that changes its vectors; kept in cache and index."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts that are searched: shape (n, dimension)."""

    def query(self, text: str) -> Vectors:
        """Return the unit vector of a text that is searched for: shape (dimension,)."""


def tidied(text: str) -> str:
    """Return ``text`` in NFC with single blanks.

    An ö written as two code points moves the vector (cosine .91), control characters cut a text
    off in C code, and half a surrogate pair cannot be encoded.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", whole)).strip()
