"""Which way of finding out a query's language is right how often, at what cost.

``python -m evaluation.query_language`` prints the table that docs/decisions/0002-query-language.md
rests on. Needs the extra ``test`` for the library that was not chosen.
"""

import csv
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.resources import files

import msgspec
import psutil

from analyzers.letters import letter_statistics
from analyzers.tokens import tokens
from matching.language import decide
from matching.request import LANGUAGES
from matching.vocabulary import vocabulary

DATA = "query_language.tsv"


class Case(msgspec.Struct, frozen=True):
    """A query and the language it is written in."""

    language: str
    kind: str
    """plain, trade and services, compound, inflected, unaccented or town."""
    query: str


class Outcome(msgspec.Struct, frozen=True):
    """What one way made of all cases."""

    given: list[str]
    given_lower: list[str]
    """The same for the queries in lower case."""
    milliseconds: float
    """Of one query, warm."""
    megabytes: float
    """Memory that the way took, libraries and data."""


def cases() -> list[Case]:
    """Return the judged queries of ``data/query_language.tsv``."""
    with files("evaluation").joinpath("data", DATA).open(encoding="utf-8") as file:
        return [Case(**row) for row in csv.DictReader(file, delimiter="\t")]


def way(name: str) -> Callable[[str], str]:
    """Return the way called ``name``: one of WAYS."""
    words, _, library = name.rpartition(" + ")
    by_letters = letter_statistics if library == "langdetect" else _lingua()
    if words:
        return lambda text: decide(text, by_letters)
    return lambda text: by_letters(text, LANGUAGES)


WAYS = ("langdetect", "lingua", "words + langdetect", "words + lingua")


def _lingua() -> Callable[[str, Sequence[str]], str]:
    from lingua import Language, LanguageDetectorBuilder

    names = {"de": Language.GERMAN, "cs": Language.CZECH, "en": Language.ENGLISH}
    detector = LanguageDetectorBuilder.from_languages(*names.values()).build()

    def best(text: str, among: Sequence[str]) -> str:
        found = detector.compute_language_confidence_values(text)
        share = {str(value.language.iso_code_639_1.name).lower(): value.value for value in found}
        return max(among, key=lambda language: share.get(language, 0.0))

    return best


def outcome(name: str) -> Outcome:
    """Run one way over all cases. Meant for a process of its own, for the memory's sake."""
    process = psutil.Process()
    before = process.memory_info().rss
    detect = way(name)
    queries = [case.query for case in cases()]
    given = [detect(query) for query in queries]
    megabytes = (process.memory_info().rss - before) / 2**20
    given_lower = [detect(query.lower()) for query in queries]
    began = time.perf_counter()
    for query in queries:
        detect(query)
    milliseconds = (time.perf_counter() - began) * 1000 / len(queries)
    return Outcome(given, given_lower, milliseconds, megabytes)


def share_right(judged: Sequence[Case], given: Sequence[str], key: Callable[[Case], str]) -> str:
    """Return the share of right answers by ``key`` as words: ``cs .99  de .96``."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case, language in zip(judged, given, strict=True):
        total[key(case)] += 1
        right[key(case)] += language == case.language
    return "  ".join(f"{name} {right[name] / total[name]:.3f}" for name in sorted(total))


def _familiarity(case: Case) -> str:
    """Tell apart queries that the vocabulary was perhaps made for from those that it knows not."""
    words = {token.text.lower() for token in tokens(case.query)}
    known = words & vocabulary(case.language).words
    return "known" if known == words else "partly known" if known else "unknown"


def main() -> None:
    """Print the table."""
    judged = cases()
    spawned = multiprocessing.get_context("spawn")
    for name in WAYS:
        with spawned.Pool(1) as pool:
            result = pool.apply(outcome, (name,))
        print(f"{name}: {share_right(judged, result.given, lambda _: 'all')}")
        print(f"  in lower case: {share_right(judged, result.given_lower, lambda _: 'all')}")
        print(f"  by language:   {share_right(judged, result.given, lambda c: c.language)}")
        words = share_right(judged, result.given, lambda c: f"{min(len(tokens(c.query)), 4)} words")
        print(f"  by length:     {words}")
        print(f"  by kind:       {share_right(judged, result.given, lambda c: c.kind)}")
        print(f"  by its words:  {share_right(judged, result.given, _familiarity)}")
        print(f"  {result.milliseconds:.2f} ms a query, {result.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
