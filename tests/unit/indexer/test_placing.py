"""What a document is about, by the statements that it makes."""

import numpy as np

from indexer.placing import LEAST_SHARE, Table
from taxonomy import concepts

AT = concepts.numbers()


def _table(*rows: dict[str, float]) -> Table:
    width = max(len(row) for row in rows)
    near = np.array([[AT[i] for i in row] + [0] * (width - len(row)) for row in rows], np.int16)
    weights = [[*row.values(), *([0.0] * (width - len(row)))] for row in rows]
    return Table(np.zeros((len(rows), 2), np.float16), near, np.array(weights, np.float16))


def _about(table: Table, *records: list[int]) -> list[list[str]]:
    numbers = np.array([row for record in records for row in record], np.int32)
    return table.about(numbers, np.ones(len(numbers), np.float32), [len(r) for r in records])


def test_what_most_of_the_text_says_is_told_first_with_the_groups_above_it() -> None:
    table = _table({"nace:25.53": 0.9, "cpv:45261000": 0.1}, {"cpv:45261000": 1.0})
    assert _about(table, [0, 1])[0] == [
        "cpv:45261000",
        "cpv:45260000",
        "cpv:45200000",
        "cpv:45000000",
        "nace:25.53",
        "nace:25.5",
        "nace:25",
    ]


def test_what_a_text_merely_touches_is_not_told() -> None:
    little = LEAST_SHARE - 0.01
    table = _table({"nace:25.53": 1 - little, "nace:10.71": little})
    assert _about(table, [0])[0] == ["nace:25.53", "nace:25.5", "nace:25"]


def test_records_do_not_mix_and_a_silent_one_is_about_nothing() -> None:
    table = _table({"nace:25": 1.0}, {"nace:10": 1.0})
    assert _about(table, [], [0], [], [1]) == [[], ["nace:25"], [], ["nace:10"]]


def test_a_model_that_knows_no_concepts_tells_none() -> None:
    table = Table(
        np.zeros((1, 2), np.float16), np.zeros((1, 0), np.int16), np.zeros((1, 0), np.float16)
    )
    assert _about(table, [0]) == [[]]
