"""Halves stay, are of about the same size, and keep together what belongs together."""

from collections import defaultdict

from evaluation.judged import keywords, notices
from evaluation.judged.halves import half, of_half
from tests.unit.judged.queries import query


def test_a_subject_stays_in_its_half():
    """Were these to change, what was for reporting would have been tuned by."""
    names = ["de-001", "de-002", "de-003", "cs-001", "cs-002", "cs-003", "273248-2018"]
    assert [half(name)[0] for name in names] == list("rrrtttt")


def test_both_halves_of_the_keywords_are_of_about_one_size():
    for language in ("de", "cs"):
        ids = [keyword.id for keyword in keywords.keywords(language)]
        tuning = sum(half(id_) == "tuning" for id_ in ids)
        assert 0.42 < tuning / len(ids) < 0.58


def test_queries_made_of_one_subject_are_in_one_half():
    halves = defaultdict(set)
    for layer in (*keywords.layers(), notices.layer()):
        for one in layer.queries(lambda _corpus: ()):
            halves[one.subject].add(half(one.subject))
    assert all(len(found) == 1 for found in halves.values())


def test_tuning_and_reporting_are_all():
    queries = [query(str(number), {"a"}) for number in range(100)]
    parts = [of_half(queries, "tuning"), of_half(queries, "reporting")]
    assert sorted(one.id for part in parts for one in part) == sorted(one.id for one in queries)
    assert of_half(queries, "all") == queries
