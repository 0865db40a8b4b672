"""Vectors of statements, and the documents that get theirs from them."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from core.progress import Silent
from engine.embedding import VectorCache
from engine.embedding.centres import centre, centred
from indexer import placing, vectors
from indexer.making import Made
from indexer.prepared import Prepared
from indexer.statements import Statement
from tests.unit.embedding.models import Counting

Document = dict[str, object]


def _said(text: str, weight: float = 1.0, language: str = "de") -> Statement:
    return Statement(text=text, language=language, source="product", weight=weight)


@pytest.fixture
def model() -> Counting:
    counting = Counting()
    centre(counting, "passage", "de")  # made once in a process, from passages of its own
    counting.seen.clear()
    return counting


def _built(
    records: Sequence[Sequence[Statement]], folder: Path, model: Counting
) -> tuple[list[Document], int]:
    """Return the finished documents of ``records``, and how many statements were embedded."""
    made = (
        Made("offers", f"id-{number}", "", b'{"id":"x"}', "vector_de", said)
        for number, said in enumerate(records)
    )
    with VectorCache.opened(folder / "vectors.sqlite") as cache, Prepared.opened() as prepared:
        prepared.fill(made)
        assert len(prepared) == len(records)
        table, embedded = placing.embed(prepared.statements, cache, model, Silent())
        items = list(prepared.items(table, {"offers": "index"}))
    assert [(item.index, item.id) for item in items] == [
        ("index", f"id-{number}") for number in range(len(records))
    ]
    return [msgspec.json.decode(item.source) for item in items], embedded


def test_each_distinct_statement_is_embedded_once_ever(tmp_path: Path, model: Counting) -> None:
    records = [[_said("drehen"), _said("fräsen")], [_said("drehen")], []]
    assert _built(records, tmp_path, model)[1] == 2
    assert sorted(model.seen) == ["drehen", "fräsen"]
    assert _built([*records, [_said("bohren")]], tmp_path, model)[1] == 1
    assert sorted(model.seen) == ["bohren", "drehen", "fräsen"]


def test_a_statement_in_two_languages_is_embedded_once_and_centred_twice(
    tmp_path: Path, model: Counting
) -> None:
    (german, czech), embedded = _built(
        [[_said("CNC")], [_said("CNC", language="cs")]], tmp_path, model
    )
    assert embedded == 1
    assert german["vector_de"] != czech["vector_de"]


def test_a_broken_off_embedding_goes_on_where_it_stopped(tmp_path: Path, model: Counting) -> None:
    records = [[_said(f"Teil {number}")] for number in range(300)]
    model.fails_after = 200
    with pytest.raises(KeyboardInterrupt):
        _built(records, tmp_path, model)
    model.fails_after = None
    assert _built(records, tmp_path, model)[1] == 300 - vectors.EMBEDDED_AT_ONCE


def test_a_vector_is_the_unit_vector_of_the_weighted_mean_of_centred_statements(
    tmp_path: Path, model: Counting
) -> None:
    records = [[_said("drehen", 3.0), _said("obrábění", 1.0, "cs"), _said("toczenie", 1.0, "pl")]]
    mean = sum(
        one.weight * centred(model.vector(one.text), centre(model, "passage", one.language))
        for one in records[0]
    )
    ((document,), _) = _built(records, tmp_path, model)
    found = np.array(document["vector_de"])
    assert found == pytest.approx(mean / np.linalg.norm(mean), abs=2e-3)
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-4)


def test_records_of_a_batch_do_not_mix_and_silent_ones_have_no_vector(
    tmp_path: Path, model: Counting
) -> None:
    records = [[], [_said("drehen")], [], [_said("fräsen"), _said("bohren")], []] * 300
    together, _ = _built(records, tmp_path, model)
    assert ["vector_de" in document for document in together] == [bool(one) for one in records]
    for number in (1, 3):
        (alone,), _ = _built([records[number]], tmp_path, model)
        assert {str(one) for one in together[number::5]} == {str(alone)}


def test_statements_that_take_each_other_back_have_no_vector(
    tmp_path: Path, model: Counting
) -> None:
    records = [[_said("drehen"), _said("drehen", -1.0)]]
    assert _built(records, tmp_path, model)[0] == [{"id": "x"}]
