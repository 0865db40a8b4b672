"""From which cosine a document belongs to a result by its meaning alone.

All cosines are those of vectors in the one space (engine.embedding.space), as the index and every
search use them; raw cosines of E5 models lie far higher.
"""

from functools import cache
from importlib.resources import files

import msgspec

from core.strict import parse

FILE = "thresholds.yaml"


class Fallback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The threshold where no calibration is known."""

    value: float
    why: str


class Calibration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one model was found to need."""

    version: str
    """Day of the calibration; a saved search remembers it."""
    rule: str
    values: dict[str, float]
    """By ``query>document`` language, as in ``de>cs``."""


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    fallback: Fallback
    models: dict[str, Calibration]


@cache
def thresholds() -> Thresholds:
    """Return the file ``thresholds.yaml``. Raises DataError naming the key that is wrong."""
    return parse(files("matching").joinpath(FILE).read_text(encoding="utf-8"), FILE, Thresholds)


def threshold(model: str, query_language: str, document_language: str) -> float:
    """Return the cosine from which a document belongs to the result of a query.

    For a model or direction that was not calibrated, the file's fallback.
    """
    calibrated = thresholds().models.get(model)
    direction = f"{query_language}>{document_language}"
    if calibrated is None or direction not in calibrated.values:
        return thresholds().fallback.value
    return calibrated.values[direction]
