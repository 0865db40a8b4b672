"""Finds the parts of German compounds in official titles and in the glossary.

``python -m analyzers.compounds`` writes them to ``data/compound_parts_de.txt``. A word is taken
for a part when it stands alone in the texts, or stands before a hyphen (Säge- und Hobelwerke), or
is what remains when the other half of several compounds is known. Words that can be split
themselves are no parts, and neither are those that the engine's filter would find more
often inside other words than as a part of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import chain

import msgspec

from analyzers.segments import LONGEST_PART, SHORTEST_PART, segment
from analyzers.spelling import normalise

_WORD = re.compile(r"[^\W\d_]+-?")
_SHORTEST_COMPOUND = 7
_SHORTEST_NEW = 4
"""Letters of a part that was only inferred; three letters remain too often by chance."""
_LONG = 14
_SHORTEST_END = 5
_ROUNDS = 3
_ENOUGH_OPEN = 3
"""Compounds whose other half is known, for what remains to count as a part."""
_ENOUGH_OPEN_RELATED = 2
"""The same for the stem of a known verb or noun: fräs, of Fräsen."""
_ENOUGH_SHORT = 3
"""Compounds that a part of three letters must be seen in."""
_RELATED_ENDINGS = ("en", "n", "e", "ung", "er", "erei")
_EN_PLURALS = ("ungen", "heiten", "keiten", "ionen", "oren", "schaften", "eien", "anten", "enten")
_SHORTEST_BASE = 5
_DROPPED_ENDINGS = ("s", "n", "en", "e", "es")
_DROPPED_FROM_GIVEN = ("e", "en")
_INFLECTIONS = ("", "e", "n", "s", "en", "er", "es", "ern", "em", "ungs", "ungen")


class Exceptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a list made by rule needs to be told, each word under its reason."""

    why: str
    refused: dict[str, list[str]]
    """Endings and beginnings that look like parts, by reason."""
    whole: dict[str, list[str]]
    """Compounds that nobody reads as such any more (Werkzeug), by reason."""

    def words(self, kind: str) -> frozenset[str]:
        """Return the normalised words of ``refused`` or ``whole``."""
        return frozenset(normalise(w) for w in chain.from_iterable(getattr(self, kind).values()))


class Vocabulary(msgspec.Struct, frozen=True):
    """Normalised words of the texts."""

    all: frozenset[str]
    nouns: frozenset[str]
    shortened: frozenset[str]
    """Written before a hyphen: half of a compound whose other half follows later."""


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Return the words of ``texts`` that are long enough to be parts or compounds."""
    found: dict[str, set[str]] = {"all": set(), "nouns": set(), "shortened": set()}
    for match in chain.from_iterable(_WORD.finditer(text) for text in texts):
        word = normalise(match.group().rstrip("-"))
        if len(word) < SHORTEST_PART:
            continue
        kind = "shortened" if match.group().endswith("-") else "all"
        found[kind].add(word)
        if kind == "all" and match.group().istitle():
            found["nouns"].add(word)
    return Vocabulary(**{kind: frozenset(words) for kind, words in found.items()})


def derive(
    texts: Iterable[str], simple: Iterable[str], exceptions: Exceptions, stops: Set[str]
) -> list[str]:
    """Return the normalised compound parts of ``texts`` in alphabetical order.

    ``simple`` are words that are parts in any case, ``stops`` words that never are one, such as
    prepositions.
    """
    given = {normalise(word) for word in simple}
    words = vocabulary(texts)
    refused = exceptions.words("refused") | {normalise(word) for word in stops}
    whole = exceptions.words("whole")
    known = {w for w in words.nouns | words.shortened if len(w) <= LONGEST_PART} | whole
    known = (known | given) - refused
    for _ in range(_ROUNDS):
        known |= _inferred(words.all, known) - refused
    known = _indivisible(known, whole | given)
    covers = _covers(words.all, known)
    seen = Counter(part for parts in covers.values() for part in set(parts))
    known = {p for p in known if len(p) > SHORTEST_PART or seen[p] >= _ENOUGH_SHORT or p in given}
    bases = {base for word in known for base in _bases(word)} - refused
    attested = _not_misleading(words.all, _indivisible(known | bases, whole | given)) - bases
    attested = (attested | given | whole) - refused
    singular = {p for p in attested if not _is_inflected(p, attested, given)}
    return sorted(p for p in singular | bases if SHORTEST_PART <= len(p) <= LONGEST_PART)


def _covers(words: Iterable[str], known: Set[str]) -> dict[str, tuple[str, ...]]:
    """Return the parts of each compound among ``words``."""
    long = (word for word in words if len(word) >= _SHORTEST_COMPOUND)
    return {word: parts for word in long if (parts := segment(word, known))}


def _inferred(words: frozenset[str], known: Set[str]) -> set[str]:
    """Return what remains of compounds when a known half is taken away, where that recurs."""
    firsts: dict[str, set[str]] = defaultdict(set)
    lasts: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if len(word) < _SHORTEST_COMPOUND or segment(word, known):
            continue
        for joint in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, last = word[:joint], word[joint:]
            if last in known and len(first) >= _SHORTEST_NEW:
                firsts[first].add(word)
            if first in known and len(last) >= _SHORTEST_NEW:
                lasts[last].add(word)
    return {
        part
        for found in (firsts, lasts)
        for part, compounds in found.items()
        if len(compounds) >= (_ENOUGH_OPEN_RELATED if _is_stem(part, words) else _ENOUGH_OPEN)
    }


def _is_stem(part: str, words: frozenset[str]) -> bool:
    return any(part + ending in words for ending in _RELATED_ENDINGS)


def _indivisible(known: set[str], whole: frozenset[str]) -> set[str]:
    """Leave out parts that other parts make up, unless they are read as one word."""
    return {p for p in known if p in whole or not (segment(p, known) or _ends_known(p, known))}


def _ends_known(word: str, known: Set[str]) -> bool:
    """Tell whether a long word, which can hardly be simple, begins or ends with a known part."""
    joints = range(_SHORTEST_END, len(word) - _SHORTEST_END + 1)
    return len(word) >= _LONG and any(word[i:] in known or word[:i] in known for i in joints)


def _bases(word: str) -> Iterator[str]:
    """Yield what may be the singular of a plural: Zeitungen, Gruben, Kollektoren."""
    if word.endswith(_EN_PLURALS):
        yield word.removesuffix("en")
    elif word.endswith("en") and len(word) > _SHORTEST_BASE:
        yield word.removesuffix("n")


def _is_inflected(part: str, known: Set[str], given: Set[str]) -> bool:
    """Tell whether ``part`` is a shorter one with an ending.

    The shorter one is enough: what follows it is skipped as letters of no part, while the longer
    one can swallow the beginning of the next (Modelle in Modelleisenbahn, Winde in Windenergie).
    Words that are ``given`` are inflected only by an e: Spann is no form of Span.
    """
    endings = _DROPPED_FROM_GIVEN if part in given else _DROPPED_ENDINGS
    return any(part.endswith(e) and part.removesuffix(e) in known for e in endings)


def _not_misleading(words: Set[str], known: set[str]) -> set[str]:
    """Leave out parts found more often where the word does not have them than where it does."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for word in words:
        parts = segment(word, known) or (word,)
        for found in engine_parts(word, known):
            if found != word:
                (right if any(_same(found, part) for part in parts) else wrong)[found] += 1
    return {part for part in known if wrong[part] <= right[part]}


def _same(one: str, other: str) -> bool:
    return one in (other, *(other + ending for ending in _INFLECTIONS)) or other.startswith(one)


def engine_parts(word: str, known: Set[str]) -> tuple[str, ...]:
    """Return what the engine's ``dictionary_decompounder`` finds with ``only_longest_match``.

    It takes the longest part from the first letter on, goes on behind it, and where there is
    none tries the next letter. Measured on OpenSearch 3.6 (Lucene 10.4).
    """
    found = []
    begin = 0
    while begin <= len(word) - SHORTEST_PART:
        longest = min(len(word), begin + LONGEST_PART)
        ends = range(longest, begin + SHORTEST_PART - 1, -1)
        end = next((end for end in ends if word[begin:end] in known), 0)
        if end:
            found.append(word[begin:end])
        begin = end or begin + 1
    return tuple(found)
