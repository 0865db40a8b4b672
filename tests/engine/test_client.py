"""The client against a real OpenSearch."""

import numpy as np
import pytest

from core.errors import EngineUnavailable, QueryRefused
from engine.client import Engine

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module", autouse=True)
def documents(engine: Engine) -> None:
    index = f"{engine.prefix}-organisations-1"
    alias = {engine.alias("organisations"): {}}
    settings = {"number_of_replicas": 0}
    engine.client.indices.create(index=index, body={"aliases": alias, "settings": settings})
    for id_, name in (("cz:1", "Přesné soustružení s.r.o."), ("de:2", "Präzision Drehteile GmbH")):
        vector = np.array([0.5, 0.25], dtype=np.float32)
        body = {"name": name, "vector": vector, "count": np.int64(7)}
        engine.client.index(index=index, id=id_, body=body, params={"refresh": "true"})


def test_several_searches_answer_in_order(engine: Engine) -> None:
    first, second = engine.msearch(
        [
            ("organisations", {"query": {"match": {"name": "Drehteile"}}}),
            ("organisations", {"query": {"match": {"name": "soustružení"}}}),
        ]
    )
    assert [hit["_id"] for hit in first["hits"]["hits"]] == ["de:2"]
    assert [hit["_id"] for hit in second["hits"]["hits"]] == ["cz:1"]


def test_a_document_comes_back_with_its_letters_and_numbers(engine: Engine) -> None:
    document = engine.get("organisations", "cz:1")
    assert document == {"name": "Přesné soustružení s.r.o.", "vector": [0.5, 0.25], "count": 7}


def test_a_document_that_is_not_there_is_none(engine: Engine) -> None:
    assert engine.get("organisations", "cz:2") is None


def test_a_collection_without_an_index_is_told_with_what_to_do(engine: Engine) -> None:
    assert engine.has("organisations")
    assert not engine.has("offers")
    with pytest.raises(EngineUnavailable, match="partnernet index rebuild"):
        engine.get("offers", "1")
    with pytest.raises(EngineUnavailable, match="partnernet index rebuild"):
        engine.msearch([("offers", {})])


def test_a_version_is_searched_that_no_alias_names(engine: Engine) -> None:
    version = f"{engine.prefix}-organisations-2"
    engine.client.indices.create(index=version, body={"settings": {"number_of_replicas": 0}})
    engine.client.index(
        index=version, id="at:3", body={"name": "Nová firma"}, params={"refresh": "true"}
    )
    at = engine.at({"organisations": version})
    (found,) = at.msearch([("organisations", {"query": {"match_all": {}}})])
    assert [hit["_id"] for hit in found["hits"]["hits"]] == ["at:3"]
    assert at.get("organisations", "at:3") == {"name": "Nová firma"}
    assert at.get("organisations", "cz:1") is None
    assert engine.get("organisations", "at:3") is None


def test_a_wrong_query_is_the_callers_error(engine: Engine) -> None:
    with pytest.raises(QueryRefused, match="nonsense"):
        engine.msearch([("organisations", {"query": {"nonsense": {}}})])


def test_the_node_has_what_the_project_stands_on(engine: Engine) -> None:
    assert engine.version() == "3.6.0"
    assert "opensearch-knn" in engine.plugins()
