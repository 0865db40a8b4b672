"""Lists of words that filters of the chains hold: those of a file, as the overlay changes them."""

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from analyzers import overlay
from analyzers.overlay import Kind
from analyzers.stems import spelt
from analyzers.words import listed
from core.errors import DataError


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the words of a filter come from."""

    file: str
    """In ``data/``."""
    kind: Kind
    language: str
    spelling: Literal["file", "typed", "stems"] = "file"
    """How they stand in the filter: as in the list, as people type them, with and without accents,
    or in the spelling that stems are made from."""

    def words(self) -> list[str]:
        """Return the words in alphabetical order."""
        held = overlay.current().words(self.kind, self.language).of(listed(self.file))
        return sorted(
            {form for word in held for form in _FORMS[self.spelling](word, self.language)}
        )


_FORMS: dict[str, Callable[[str, str], set[str]]] = {
    "file": lambda word, _: {word},
    "typed": lambda word, language: {word.lower(), spelt(word, language)},
    "stems": lambda word, language: {spelt(word, language)},
}


def filled(definition: dict[str, Any], where: str) -> dict[str, Any] | None:
    """Return a filter's ``definition`` with words where it names a list; None where that is empty.

    Raises DataError, which begins with ``where``, for what names no list.
    """
    words = {
        key: _source(value, f"{where}: {key}").words()
        for key, value in definition.items()
        if isinstance(value, dict)
    }
    return {**definition, **words} if all(words.values()) else None


def _source(value: dict[str, Any], where: str) -> WordList:
    try:
        return msgspec.convert(value, WordList)
    except msgspec.ValidationError as error:
        raise DataError(f"{where}: {error}.") from error
