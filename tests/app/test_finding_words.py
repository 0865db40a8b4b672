"""What the verification of an index found is told in the language of the page, for every check."""

import pytest

from evaluation.gate import Code, Finding, Reason, Verdict
from search_app.admin import finding_words

FIGURES = {
    "answered": 9.0,
    "asked": 77.0,
    "at_least": 4.0,
    "differences": 2.0,
    "expected": 10.0,
    "found": 3.0,
    "held": 76.0,
    "hits": 10.0,
    "live": 0.5,
    "margin": 0.02,
    "new": 0.4,
    "queries": 139.0,
    "sent": 10.0,
    "skipped": 1.0,
}
PARAMS = {
    "collection": "organisations",
    "direction": "de → cs",
    "expected": "country CZ",
    "paths": "properties.name",
    "text": "Drehteile",
}
ENGLISH = "The words of the terminal."


def finding(**told: object) -> Finding:
    return Finding(words=ENGLISH, params=PARAMS, **{"figures": FIGURES, **told})


@pytest.mark.parametrize("language", ["de", "cs"])
def test_every_check_is_told_in_the_language_of_the_page(app, language):
    good = {**FIGURES, "answered": 10.0, "found": 10.0, "differences": 0.0, "skipped": 0.0}
    stated = {name: value for name, value in FIGURES.items() if name != "live"}
    every = [
        *(finding(code=code, verdict=Verdict.BAD) for code in Code),
        *(finding(code=code, verdict=Verdict.GOOD, figures=good) for code in Code),
        finding(code=Code.GOLDEN_QUERY, verdict=Verdict.BAD, figures=stated),
        *(finding(code=Code.COUNT, verdict=Verdict.SKIPPED, reason=one) for one in Reason),
    ]
    with app.test_request_context("/en/"):
        english = {finding_words.shown(one).words for one in every}
    with app.test_request_context(f"/{language}/"):
        shown = [finding_words.shown(one) for one in every]
    assert ENGLISH not in english
    for one in shown:
        assert one.language == language
        assert one.words not in english, "it is translated"
        assert "%(" not in one.words


def test_a_finding_of_another_release_is_told_as_it_was_put_then(app):
    with app.test_request_context("/de/"):
        shown = finding_words.shown(Finding(code=Code.QUALITY, verdict=Verdict.BAD, words=ENGLISH))
    assert (shown.words, shown.language) == (ENGLISH, "en")
