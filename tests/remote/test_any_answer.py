"""Whatever JSON a server answers with, a question ends with something that fits, or one error."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import DataError, RemoteUnavailable
from indexer.remote import changes
from indexer.remote.ares import Ares
from indexer.remote.http import Answer
from tests.remote import subjects
from tests.remote.subjects import basic, ico

NUMBER = ico(1)
ANSWERS: dict[str, Any] = {
    "subject": basic(NUMBER),
    "statistics": subjects.statistics(NUMBER),
    "register": subjects.register(NUMBER),
    "search": {"pocetCelkem": 1, "ekonomickeSubjekty": [basic(NUMBER)]},
    "batches": {
        "notifikacniDavky": [
            {"cisloDavky": 1, "datumUvolneniDavky": "2026-11-01", "datovyZdroj": "vr"}
        ]
    },
    "batch": {"seznamNotifikaci": [{"icoId": NUMBER, "typZmeny": "UPD"}], "cisloDavky": 1},
}
ASK = {
    "subject": lambda ares: ares.subject(NUMBER),
    "statistics": lambda ares: ares.statistics(NUMBER),
    "register": lambda ares: ares.register(NUMBER),
    "search": lambda ares: ares.search({"ico": [NUMBER]}),
    "batches": lambda ares: changes.since(ares, date(2026, 11, 2)),
    "batch": lambda ares: ares.batch("vr", 1),
}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from([NUMBER, "2026-11-01", "2026-13-01", "0000-01-01", "ARES_00000017", "٣" * 8]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


class Said:
    """A connection that gives one answer to everything."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def get(self, _path: str) -> Answer:
        return self.answer

    def post(self, _path: str, _body: object) -> Answer:
        return self.answer


@st.composite
def changed(draw: st.DrawFn, answer: Any) -> Any:
    """Put any JSON in the place of one part of an answer."""
    answer = copy.deepcopy(answer)
    node = answer
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return answer
        key = draw(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and draw(st.booleans()):
            node = node[key]
            continue
        node[key] = draw(JSON)
        return answer


@pytest.mark.parametrize("question", ASK)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_question_ends_with_an_answer_or_one_error(question, data):
    body = data.draw(changed(ANSWERS[question]) | JSON)
    status = data.draw(st.sampled_from([200, 200, 200, 400, 401, 404, 418]))
    said = ""
    try:
        ASK[question](Ares(Said(Answer(status, body))))
    except (DataError, RemoteUnavailable) as error:
        said = str(error)
    assert "\n" not in said
    assert len(said) < 500
