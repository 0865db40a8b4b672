"""The bodies that a search sends are compared whole, without an engine.

After a change that is meant, write the files anew: ``python -m tests.golden.test_query_bodies``.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matching.plan import plan, searches
from matching.request import SearchRequest

GOLDEN = Path(__file__).parent / "queries"

REQUESTS = {
    "keyword_de": SearchRequest(text="Zulieferer Drehteile", language="de"),
    "keyword_cs": SearchRequest(text="soustružené díly", language="cs", country="DE"),
    "compound_and_place": SearchRequest(text="Werkzeugmaschinenbau Zwickau", language="de"),
    "offers": SearchRequest(
        collection="offers", text="CNC frézování", language="cs", document_language="de"
    ),
    "identifier": SearchRequest(text="IČO 26168685", language="cs"),
    "filters_alone": SearchRequest(sector="25", near="02763", radius_km=20, page=3),
    "confirmed_for_a_house": SearchRequest(
        sector="25", confirmed=True, inferred=True, status="active", house="hk-liberec"
    ),
    "bridge_off": SearchRequest(
        text="Drehteile", language="de", without=("g:drehteile", "nace:25.53", "meaning")
    ),
}


class OneHot:
    """Stands for a model: the bodies are looked at, nothing is searched."""

    model = "one-hot"
    dimension = 4

    def passages(self, texts: Any) -> Any:
        return np.eye(4, dtype=np.float32)[[0] * len(texts)]

    def query(self, text: str) -> Any:
        return np.eye(4, dtype=np.float32)[1]


def _bodies(name: str) -> Any:
    return [
        {"collection": collection, "body": body}
        for collection, body in searches(plan(REQUESTS[name], OneHot()))
    ]


@pytest.mark.parametrize("name", REQUESTS)
def test_the_bodies_of_a_search_are_the_golden_ones(name: str) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(_bodies(name))) == golden


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for request in REQUESTS:
        text = json.dumps(_bodies(request), indent=1, ensure_ascii=False) + "\n"
        (GOLDEN / f"{request}.json").write_text(text, encoding="utf-8")
