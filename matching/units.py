"""The units of a query: what has to be found, each a word or a term that belongs together."""

import msgspec

from analyzers import overlay
from analyzers.compounds import split
from analyzers.stems import stem
from analyzers.tokens import Token
from analyzers.words import role_words, stop_words
from matching.answer import BridgePart
from matching.concepts import in_titles
from taxonomy import places
from taxonomy.folding import fold

MOST_UNITS = 24
"""Units of a query that are searched as words; the meaning of a longer text is in its vector."""

_LONGEST_PLACE = 4
"""Words (Roudnice nad Labem, Bad Gottleuba-Berggießhübel)."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One word or term of the query with its ways to be found."""

    position: int
    """Position of its first token."""
    text: str
    specific: bool
    """False for words that say a role or a place rather than a trade (Zulieferer, Firma, Zwickau):
    beside specific units they rank, but do not make a document belong."""
    place: bool = False
    compound: tuple[str, ...] = ()
    """Parts of a German compound, at least two, or none."""
    glossary: tuple[BridgePart, ...] = ()
    """Active glossary entries that stand for this unit."""


def units(
    tokens: tuple[Token, ...], language: str, bridge: tuple[BridgePart, ...]
) -> tuple[Unit, ...]:
    """Return the units of a query in ``language``, in order, without its stop words.

    Tokens that one glossary entry covers are one unit, also where it is switched off: that leaves
    out its translations and must not let in what has one of its words. A query of stop words alone
    keeps them.
    """
    entries: dict[int, list[BridgePart]] = {}
    for part in bridge:
        if part.kind == "glossary" and part.covers:
            entries.setdefault(part.covers[0], []).append(part)
    stops = stop_words(language)
    kept = [i for i, token in enumerate(tokens) if token.text.lower() not in stops]
    found: list[Unit] = []
    seen: set[str] = set()
    covered = -1
    for i in kept or range(len(tokens)):
        if i <= covered:
            continue
        parts = entries.get(i, [])
        covered = max((part.covers[-1] for part in parts), default=_place_end(tokens, i, language))
        active = tuple(part for part in parts if part.active)
        unit = _unit(tokens[i : covered + 1], i, language, active)
        if unit.text.lower() not in seen:
            seen.add(unit.text.lower())
            found.append(unit)
        if len(found) == MOST_UNITS:
            break
    return tuple(found)


def _unit(
    tokens: tuple[Token, ...], position: int, language: str, glossary: tuple[BridgePart, ...]
) -> Unit:
    text = " ".join(token.text for token in tokens)
    place = not glossary and _names_place(text, language)
    return Unit(
        position=position,
        text=text,
        specific=not place and stem(text, language) not in _role_stems(language),
        place=place,
        compound=split(text) if language == "de" and len(tokens) == 1 else (),
        glossary=glossary,
    )


def _place_end(tokens: tuple[Token, ...], start: int, language: str) -> int:
    """Return the position of the last word of the place's name that begins at ``start``, or
    ``start`` (Ústí nad Labem)."""
    for end in range(min(start + _LONGEST_PLACE, len(tokens)) - 1, start, -1):
        if _names_place(" ".join(token.text for token in tokens[start : end + 1]), language):
            return end
    return start


def _names_place(text: str, language: str) -> bool:
    """Tell whether ``text`` is the whole name of a place and no word of a trade (okna, Ketten)."""
    found = places.find(text)
    if found is None or in_titles(text, language):
        return False
    return fold(text) in {fold(name) for name in (found.name, *found.names)}


@overlay.cached("protected_word", maxsize=3 * overlay.AT_ONCE)
def _role_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in role_words(language))
