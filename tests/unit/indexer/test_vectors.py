"""Vectors of statements and of records."""

from pathlib import Path

import numpy as np
import pytest

from core.progress import Silent
from engine.embedding import VectorCache
from engine.embedding.centres import centre, centred
from indexer import vectors
from indexer.statements import Statement
from tests.unit.embedding.models import Counting


def _said(text: str, weight: float = 1.0, language: str = "de") -> Statement:
    return Statement(text=text, language=language, source="product", weight=weight)


@pytest.fixture
def model() -> Counting:
    counting = Counting()
    centre(counting, "passage", "de")  # made once in a process, from passages of its own
    counting.seen.clear()
    return counting


def _embedded(
    records: list[list[Statement]], folder: Path, model: Counting
) -> tuple[vectors.StatementVectors, int]:
    with VectorCache.opened(folder / "vectors.sqlite") as cache:
        return vectors.embed(vectors.distinct(records), cache, model, Silent())


def test_each_distinct_statement_is_embedded_once_ever(tmp_path: Path, model: Counting) -> None:
    records = [[_said("drehen"), _said("fräsen")], [_said("drehen")], []]
    table, embedded = _embedded(records, tmp_path, model)
    assert (len(table), embedded, sorted(model.seen)) == (2, 2, ["drehen", "fräsen"])
    _, embedded = _embedded([*records, [_said("bohren")]], tmp_path, model)
    assert (embedded, model.seen.count("drehen"), model.seen[-1]) == (1, 1, "bohren")


def test_a_broken_off_embedding_goes_on_where_it_stopped(tmp_path: Path, model: Counting) -> None:
    records = [[_said(f"Teil {number}")] for number in range(300)]
    model.fails_after = 200
    with pytest.raises(KeyboardInterrupt):
        _embedded(records, tmp_path, model)
    kept = 300 - 200 + 200 % vectors.EMBEDDED_AT_ONCE
    model.fails_after = None
    assert _embedded(records, tmp_path, model)[1] == kept


def test_a_vector_is_the_unit_vector_of_the_weighted_mean_of_centred_statements(
    tmp_path: Path, model: Counting
) -> None:
    records = [[_said("drehen", 3.0), _said("obrábění", 1.0, "cs")]]
    table, _ = _embedded(records, tmp_path, model)
    german = centred(model.vector("drehen"), centre(model, "passage", "de"))
    czech = centred(model.vector("obrábění"), centre(model, "passage", "cs"))
    mean = 3.0 * german + 1.0 * czech
    (found,) = table.means(records)
    assert found == pytest.approx(mean / np.linalg.norm(mean), abs=2e-3)
    assert np.linalg.norm(np.array(found)) == pytest.approx(1.0, abs=1e-4)


def test_records_of_a_batch_do_not_mix_and_silent_ones_have_no_vector(
    tmp_path: Path, model: Counting
) -> None:
    records = [[], [_said("drehen")], [], [_said("fräsen"), _said("bohren")], []]
    table, _ = _embedded(records, tmp_path, model)
    together = table.means(records)
    assert [vector is None for vector in together] == [True, False, True, False, True]
    assert together == [table.means([record])[0] for record in records]


def test_statements_that_take_each_other_back_have_no_vector(
    tmp_path: Path, model: Counting
) -> None:
    records = [[_said("drehen"), _said("drehen", -1.0)]]
    table, _ = _embedded(records, tmp_path, model)
    assert table.means(records) == [None]
