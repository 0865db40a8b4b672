"""In which language a query is written: German, Czech or English.

Queries of the trade are one to three words, too short for letter statistics alone. The words
themselves speak first: those that glossary and official titles know in one language only, and
letters that only one of them has. docs/decisions/0002-query-language.md has the figures.
"""

from collections.abc import Callable, Sequence

from analyzers.letters import letter_statistics
from analyzers.stems import stem
from analyzers.tokens import tokens
from matching.request import LANGUAGES
from matching.vocabulary import vocabulary
from taxonomy import places

DEFAULT = "de"
"""Where nothing speaks for a language, as in a name or a number."""

_LETTERS = {"cs": frozenset("áčďéěíňóřšťúůýž"), "de": frozenset("äöüß")}
_BY_STEM = 1.0
_BY_WORD = 0.5
"""The very form counts beside the stem: "boote" is German, though its English stem is boot."""
_BY_LETTERS = 1.0
_FIRST_WORDS = 40
"""A longer text has shown its language by then."""

ByLetters = Callable[[str, Sequence[str]], str]
"""From a text and the languages in question to one of them."""


def detect(text: str) -> str:
    """Return de, cs or en."""
    return decide(text, letter_statistics)


def decide(text: str, by_letters: ByLetters) -> str:
    """Return the language that the words of ``text`` speak for, else what ``by_letters`` says.

    Names of places say nothing of the language: Spedition Děčín.
    """
    words = [token.text for token in tokens(text)[:_FIRST_WORDS]]
    telling = [word for word in words if not _is_place(word)] or words
    score = dict.fromkeys(LANGUAGES, 0.0)
    for word in telling:
        for language, weight in _evidence(word).items():
            score[language] += weight
    best = [language for language in LANGUAGES if score[language] == max(score.values())]
    if len(telling) == 1 and 1 < len(best) < len(LANGUAGES):
        # Filter, Taxi, Museum: in this region rather a German's or a Czech's than an English word
        best = [language for language in best if language != "en"]
    return best[0] if len(best) == 1 else by_letters(" ".join(telling), best)


def _evidence(word: str) -> dict[str, float]:
    """Return what ``word`` says for each language; what several share counts for each in part."""
    lower = word.lower()
    stems = [la for la in LANGUAGES if stem(word, la) in vocabulary(la).stems]
    forms = [la for la in LANGUAGES if lower in vocabulary(la).words]
    evidence = dict.fromkeys(LANGUAGES, 0.0)
    for language in stems:
        evidence[language] += _BY_STEM / len(stems)
    for language in forms:
        evidence[language] += _BY_WORD / len(forms)
    for language, letters in _LETTERS.items():
        evidence[language] += _BY_LETTERS if letters.intersection(lower) else 0.0
    return evidence


def _is_place(word: str) -> bool:
    return word[:1].isupper() and places.find(word) is not None
