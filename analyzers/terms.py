"""Finds glossary entries in the words of a text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

import msgspec

from analyzers import compounds, glossary, overlay
from analyzers.glossary import Entry
from analyzers.spelling import fold
from analyzers.stems import stem
from analyzers.tokens import Token, tokens
from analyzers.words import role_words, stop_words

Key = tuple[str, ...]
"""Stems of the words of a term that are no stop words, in alphabetical order: word order differs
(CNC-Fräsen, Fräsen CNC), and inside a window it tells nothing apart."""

_SHORTEST_HEAD = 4
"""Letters; shorter ends of words are endings more often than words."""


class Hit(msgspec.Struct, frozen=True):
    """An entry and the positions of the words of the query that name it."""

    entry: Entry
    positions: tuple[int, ...]


class _Index(msgspec.Struct, frozen=True):
    by_key: Mapping[Key, tuple[tuple[str, Entry], ...]]
    """Term and entry for each key."""
    longest: int
    """Words of the longest key."""


def find(words: Sequence[Token], language: str, targets: Sequence[str]) -> tuple[Hit, ...]:
    """Return the entries that ``words`` name, in their order; longer terms win over shorter ones.

    Only entries that lead from ``language`` to one of ``targets``. A German compound that is no
    entry is found by its last part (Präzisionsdrehteile by Drehteile), or by its first where the
    last says only a role (Galvanikbetrieb by Galvanik).
    """
    stops = stop_words(language)
    content = [i for i, word in enumerate(words) if word.text.lower() not in stops]
    taken: set[int] = set()
    hits: list[Hit] = []
    for size in range(min(_index(language).longest, len(content)), 0, -1):
        for start in range(len(content) - size + 1):
            window = content[start : start + size]
            if taken.isdisjoint(window):
                entries = _named([words[i].text for i in window], language, targets)
                hits += [_hit(entry, window) for entry in entries]
                taken.update(window if entries else ())
    if language == "de":
        for i in content:
            if i not in taken:
                hits += [_hit(e, [i]) for e in _in_compound(words[i].text, targets)]
    return _once(sorted(hits, key=lambda hit: hit.positions), set(content))


def _hit(entry: Entry, window: Sequence[int]) -> Hit:
    return Hit(entry, tuple(range(window[0], window[-1] + 1)))


def _once(hits: Sequence[Hit], content: set[int]) -> tuple[Hit, ...]:
    """Join hits of one entry that stand side by side (Schrauben und Muttern), drop later ones."""
    found: dict[str, Hit] = {}
    for hit in hits:
        before = found.get(hit.entry.id)
        if before is None:
            found[hit.entry.id] = hit
        elif content.isdisjoint(range(before.positions[-1] + 1, hit.positions[0])):
            found[hit.entry.id] = _hit(hit.entry, (before.positions[0], hit.positions[-1]))
    return tuple(found.values())


def _named(window: Sequence[str], language: str, targets: Sequence[str]) -> tuple[Entry, ...]:
    found = _look_up(window, language, targets)
    if not found and language == "de" and len(window) == 2:
        found = _look_up(
            ["".join(window)], language, targets
        )  # Blech-Bearbeitung, Blech Bearbeitung
    return found


def _look_up(window: Sequence[str], language: str, targets: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries of the terms with the same stems that look most like ``window``.

    The stem makes words one that are not (Schweißer, Schweißen; měď, med): those that share
    more of their letters as typed are meant.
    """
    candidates = [
        (_alike(window, term), entry)
        for term, entry in _index(language).by_key.get(_key(window, language), ())
        if any(entry.leads(language, target) for target in targets)
    ]
    best = max((score for score, _ in candidates), default=None)
    return tuple(dict.fromkeys(entry for score, entry in candidates if score == best))


def _alike(window: Sequence[str], term: str) -> tuple[int, int, int]:
    """Return how alike typed words and a term are; of two terms the greater one is meant.

    Letters without accents speak first (parts of compounds have none), then the shorter rest (LED
    is no leather), then accents.
    """
    typed, words = (sorted(each, key=str.lower) for each in (window, _words(term)))
    pairs = [(one.lower(), other.lower()) for one, other in zip(typed, words, strict=False)]
    return (
        sum(_same_letters(fold(one), fold(other)) for one, other in pairs),
        -sum(abs(len(fold(one)) - len(fold(other))) for one, other in pairs),
        sum(_same_letters(one, other) for one, other in pairs),
    )


def _same_letters(word: str, other: str) -> int:
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    )


def _in_compound(word: str, targets: Sequence[str]) -> tuple[Entry, ...]:
    for first, last in _halves(word):
        entries = _look_up([last], "de", targets)
        specific = tuple(entry for entry in entries if not entry.whole)
        if specific:
            return specific
        if entries or stem(last, "de") in _roles():
            found = _look_up([first], "de", targets)
            if found:
                return found
    return ()


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part ``word`` in two at the joints of its parts, longest end first."""
    parts = compounds.split(word)
    normal = compounds.normalise(word)
    joint = 0
    for part, after in pairwise(parts):
        end = normal.index(part, joint) + len(part)
        joint = normal.index(after, end)
        if len(normal) - joint >= _SHORTEST_HEAD:
            yield normal[:end], normal[joint:]


@overlay.cached("protected_word", maxsize=overlay.AT_ONCE)
def _roles() -> frozenset[str]:
    return frozenset(stem(word, "de") for word in role_words("de"))


@overlay.cached("term", "stop_word", "protected_word", maxsize=3 * overlay.AT_ONCE)
def _index(language: str) -> _Index:
    by_key: dict[Key, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in glossary.entries():
        for term in entry.terms(language):
            by_key[_key(_words(term), language)].append((term, entry))
    return _Index(
        by_key={key: tuple(found) for key, found in by_key.items()},
        longest=max(map(len, by_key), default=0),
    )


def _words(term: str) -> list[str]:
    return [token.text for token in tokens(term)]


def _key(words: Sequence[str], language: str) -> Key:
    stops = stop_words(language)
    return tuple(sorted(stem(word, language) for word in words if word.lower() not in stops))
