"""Concepts of NACE and CPV that a query names, by their official titles in its own language."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log

import msgspec

from analyzers import overlay
from analyzers.stems import stem
from analyzers.terms import Hit
from analyzers.titles import subject
from analyzers.tokens import Token, clean
from analyzers.words import role_words, stop_words
from taxonomy import cpv, nace

_LANGUAGES = ("de", "cs", "en")
_CPV_DIGITS = 5
"""Finer codes say what a thing is made of or how large it is, not another trade."""

_NEEDED_OF_QUERY = 0.9
"""Share of the query's weight that a title must cover."""
_NEEDED_OF_TITLE = 0.4
"""Share of the title's weight that the query must cover where nothing else is known of it."""
_NEEDED_BESIDE_GLOSSARY = 0.65
"""The same where the glossary knows the words: then a concept that is only near is noise."""
_NEEDED_BY_PART = 0.7
"""The same where only some words of the query are covered: then they must be the title."""
_NEEDED_OF_BEST = 0.75
"""Share of the best concept's score below which another one is noise beside it."""
_LONGEST_PART = 4


class Named(msgspec.Struct, frozen=True):
    """A concept and the positions of the words of the query that name it."""

    id: str
    """``nace:25.53`` or ``cpv:44316000``."""
    titles: Mapping[str, str]
    """By language."""
    positions: tuple[int, ...]


class _Concept(msgspec.Struct, frozen=True):
    id: str
    titles: Mapping[str, str]
    """By language."""
    weight: float
    """Sum of the weights of its title's stems."""


class _Titles(msgspec.Struct, frozen=True):
    concepts: Sequence[_Concept]
    by_stem: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    """Inverse document frequency of each stem among the titles; unknown stems weigh most."""
    most: float


def of_sectors(hits: Iterable[Hit]) -> Iterator[Named]:
    """Yield the NACE groups and classes of glossary entries, whose words no title holds."""
    for hit in hits:
        code = hit.entry.sector
        if len(code) >= len("25.5") and nace.exists(code):
            yield Named(f"nace:{code}", _in_all(nace.title, code), hit.positions)


def of_titles(
    words: Sequence[Token], language: str, hits: Sequence[Hit], *, long: bool
) -> Iterator[Named]:
    """Yield concepts whose title in ``language`` the query names, the best first.

    The whole query without its stop and role words has to be covered, or some neighbouring words
    that are themselves almost a title. What the glossary explains, as told by ``hits``, needs no
    concept that is only near, nor one for a part of a term. Of a ``long`` query only neighbouring
    words are taken, two or more.
    """
    known = {i for hit in hits for i in hit.positions}
    titles = _titles(language)
    scored: dict[int, tuple[float, tuple[int, ...]]] = {}
    for window, whole in _windows(words, language, 2 if long else 1):
        if any(set(window) < set(hit.positions) for hit in hits):
            continue
        positions = tuple(range(window[0], window[-1] + 1))
        needed = _NEEDED_OF_TITLE if known.isdisjoint(window) else _NEEDED_BESIDE_GLOSSARY
        if long or not whole:
            needed = _NEEDED_BY_PART
        forms = {stem(words[i].text, language) for i in window}
        for number, score in _covered(forms, titles, needed):
            if score > scored.get(number, (0.0, ()))[0]:
                scored[number] = (score, positions)
    best = max((score for score, _ in scored.values()), default=0.0)
    for number, (score, positions) in sorted(scored.items(), key=lambda i: (-i[1][0], i[0])):
        if score >= _NEEDED_OF_BEST * best:
            concept = titles.concepts[number]
            yield Named(concept.id, concept.titles, positions)


def _windows(
    words: Sequence[Token], language: str, shortest: int
) -> Iterator[tuple[Sequence[int], bool]]:
    """Yield neighbouring words without idle ones between, and whether they are all there are."""
    idle = stop_words(language) | role_words(language)
    content = [i for i, word in enumerate(words) if word.text.lower() not in idle]
    for size in range(min(len(content), _LONGEST_PART), shortest - 1, -1):
        for start in range(len(content) - size + 1):
            yield content[start : start + size], size == len(content)


def in_titles(word: str, language: str) -> bool:
    """Tell whether an official title in ``language`` holds ``word`` in some form."""
    return stem(word, language) in _titles(language).by_stem


def _covered(forms: set[str], titles: _Titles, needed: float) -> Iterator[tuple[int, float]]:
    """Yield (concept, score) for titles that the words and that cover the words."""
    asked = sum(titles.weights.get(form, titles.most) for form in forms)
    shared: dict[int, float] = defaultdict(float)
    for form in forms:
        for number in titles.by_stem.get(form, ()):
            shared[number] += titles.weights[form]
    for number, weight in shared.items():
        of_title = weight / titles.concepts[number].weight
        if weight >= _NEEDED_OF_QUERY * asked and of_title >= needed:
            yield number, of_title


@overlay.cached("stop_word", "protected_word", maxsize=3 * overlay.AT_ONCE)
def _titles(language: str) -> _Titles:
    found = list(_all_titles())
    stems = [subject(titles[language], language) for _, titles in found]
    frequency = Counter(form for forms in stems for form in forms)
    weights = {form: log(1 + len(found) / count) for form, count in frequency.items()}
    by_stem: dict[str, list[int]] = defaultdict(list)
    concepts = []
    for number, ((id_, titles), forms) in enumerate(zip(found, stems, strict=True)):
        concepts.append(_Concept(id_, titles, sum(weights[form] for form in forms)))
        for form in forms:
            by_stem[form].append(number)
    return _Titles(concepts, by_stem, weights, log(1 + len(found)))


def _all_titles() -> Iterator[tuple[str, dict[str, str]]]:
    for section in nace.sections():
        for division in nace.children(section):
            for group in nace.children(division):
                below = nace.children(group)
                for code in below if len(below) == 1 else (group, *below):
                    yield f"nace:{code}", _in_all(nace.title, code)
    for code in cpv.all_codes():
        if code[_CPV_DIGITS:].strip("0") == "":
            yield f"cpv:{code}", _in_all(cpv.title, code)


def _in_all(title: Callable[[str, str], str], code: str) -> dict[str, str]:
    return {language: clean(title(code, language)) for language in _LANGUAGES}
