"""All layers of the judged set, by name."""

from collections.abc import Iterable, Sequence

from core.errors import BadRequest
from evaluation.judged import invented, keywords, names, notices
from evaluation.judged.types import Layer


def layers(chosen: Iterable[str] = ()) -> Sequence[Layer]:
    """Return the layers called ``chosen``, or all, in the order in which they are printed.

    Raises BadRequest for a name that there is not.
    """
    every = (*keywords.layers(), notices.layer(), names.LAYER, *invented.layers())
    known = {layer.name: layer for layer in every}
    wanted = tuple(chosen) or tuple(known)
    if unknown := [name for name in wanted if name not in known]:
        raise BadRequest(
            f"There is no layer {unknown[0]!r}; there are {', '.join(known)}.", "layer"
        )
    return [layer for name, layer in known.items() if name in wanted]
