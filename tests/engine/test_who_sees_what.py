"""What everybody sees, what one house alone sees; and filters that look at dates and guesses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import numpy as np
import pytest

from core.confirmation import confirmed_from, today
from core.errors import NotFound
from core.records import InferredSector, Organisation
from engine import versions
from engine.client import Engine
from indexer import documents
from indexer.documents import Audience
from mappings import COLLECTIONS, compiled
from matching.request import SearchRequest
from matching.search import Searcher
from tests.unit.indexer.records import organisation, provenance, sector

pytestmark = pytest.mark.engine

IHK, HK = "house:ihk-dresden", "house:hk-liberec"
EDGE = confirmed_from(today())


class Flat:
    """Stands for a model: nothing here is found by its meaning."""

    model = "flat"
    dimension = 4

    def passages(self, texts: Any) -> Any:
        return np.eye(4, dtype=np.float32)[[0] * len(texts)]

    def query(self, text: str) -> Any:
        return np.eye(4, dtype=np.float32)[1]


def firm(id_: str, date: str | None = "2026-10-01", **changes: Any) -> Organisation:
    told = (provenance(date=date),)
    return organisation(**{"id": id_, "name": f"Kovo {id_}", "provenance": told, **changes})


GUESSED = (InferredSector(code="25.53", confidence=0.6),)
EVERYTHING = (
    (firm("open", status="active"), Audience()),
    (firm("both", aliases=("lei-1",), date=EDGE.isoformat()), Audience(houses=(IHK,))),
    (firm("ihk-dresden~both", aliases=("both", "lei-1")), Audience(IHK)),
    (firm("ihk-dresden~own", aliases=("own",)), Audience(IHK)),
    (firm("hk-liberec~own", aliases=("own",)), Audience(HK)),
    (firm("old", date=(EDGE - timedelta(days=1)).isoformat(), status="liquidation"), Audience()),
    (firm("undated", date=None, sectors=(sector("28.41"),)), Audience()),
    (firm("guessed", sectors=(), inferred_sectors=GUESSED), Audience()),
)
PUBLIC_IDS = {"open", "both", "old", "undated", "guessed"}


@pytest.fixture(scope="module")
def searcher(engine: Engine) -> Searcher:
    model = Flat()
    made = {}
    for collection in COLLECTIONS:
        about = versions.About(
            model=model.model,
            dimension=model.dimension,
            schema="0" * 16,
            recipe="",
            built=datetime.now(UTC).isoformat(),
            imports=(),
            rejected_share=0.0,
        )
        body = compiled(collection, model.dimension)
        made[collection] = versions.create(engine, collection, body, about)
    lines: list[dict[str, Any]] = []
    for record, audience in EVERYTHING:
        document = documents.of(record, (), audience)
        lines += ({"index": {"_id": record.id}}, msgspec.to_builtins(document))
    answer = engine.client.bulk(index=made["organisations"], body=lines, refresh=True)
    assert not answer["errors"], answer
    versions.switch(engine, made)
    return Searcher(engine, model)


def found(searcher: Searcher, **asked: Any) -> set[str]:
    return {match.id for match in searcher.search(SearchRequest(size=50, **asked)).matches}


@pytest.mark.parametrize("text", ["", "Kovo", "00012345"], ids=["all", "name", "number"])
def test_a_search_shows_what_is_public_and_to_a_house_its_own(searcher, text):
    assert found(searcher, text=text) == PUBLIC_IDS
    assert found(searcher, text=text, house="ihk-dresden") == PUBLIC_IDS - {"both"} | {
        "ihk-dresden~both",
        "ihk-dresden~own",
    }
    assert found(searcher, text=text, house="hk-liberec") == PUBLIC_IDS | {"hk-liberec~own"}
    assert found(searcher, text=text, house="hk") == PUBLIC_IDS


def test_no_id_hands_out_what_may_not_be_seen(searcher):
    for id_ in ("ihk-dresden~own", "own", "ihk-dresden~both", "nothing", "x" * 5000):
        with pytest.raises(NotFound):
            searcher.get("organisations", id_)
        with pytest.raises(NotFound):
            searcher.get("offers", id_)
    with pytest.raises(NotFound):
        searcher.get("organisations", "ihk-dresden~own", house="hk-liberec")


def test_an_alias_hands_out_the_organisation_and_to_a_house_its_own_version(searcher):
    for id_ in ("both", "lei-1"):
        assert searcher.get("organisations", id_)["id"] == "both"
        assert searcher.get("organisations", id_, house="ihk-dresden")["id"] == "ihk-dresden~both"
    assert searcher.get("organisations", "own", house="hk-liberec")["id"] == "hk-liberec~own"


def test_a_document_is_handed_out_without_its_vectors(searcher):
    assert not [key for key in searcher.get("organisations", "open") if key.startswith("vector")]


def test_only_what_a_source_confirmed_of_late_is_left_by_the_filter(searcher):
    assert found(searcher, confirmed=True) == {"open", "both", "guessed"}


def test_an_inferred_sector_is_found_only_where_that_is_asked_for(searcher):
    assert found(searcher, sector="25.53") == {"open", "both", "old"}
    assert found(searcher, sector="25.53", inferred=True) == {"open", "both", "old", "guessed"}
    assert found(searcher, sector="28", inferred=True) == {"undated"}


@pytest.mark.parametrize("inferred", [False, True])
def test_the_number_of_each_value_is_what_a_click_on_it_shows(searcher, inferred):
    facets = searcher.search(SearchRequest(inferred=inferred)).facets
    assert {value.value for value in facets["status"]} == {"active", "liquidation"}
    for facet in ("sector", "status", "confirmed"):
        for value in facets[facet]:
            chosen: Any = True if facet == "confirmed" else value.value
            shown = found(searcher, inferred=inferred, **{facet: chosen})
            assert len(shown) == value.count > 0, (facet, value)
