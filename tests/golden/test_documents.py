"""The documents of one organisation and one offer are compared whole.

After a change that is meant, write the file anew: ``python -m tests.golden.test_documents``.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.records import Offer, Organisation
from indexer import documents, statements
from tests.unit.indexer.records import offer, organisation

_FILE = Path(__file__).parent / "documents.json"


def _documents() -> dict[str, Any]:
    firm: Organisation = organisation()
    request: Offer = offer()
    linked = [statements.LinkedOffer(request.title, request.language)]
    made = {
        "organisation": documents.of(firm, statements.of_organisation(firm, linked)),
        "offer": documents.of(request, statements.of_offer(request)),
    }
    read: dict[str, Any] = json.loads(msgspec.json.encode(made))
    return read


@pytest.mark.parametrize("kind", ["organisation", "offer"])
def test_the_document_is_the_golden_one(kind: str) -> None:
    assert _documents()[kind] == json.loads(_FILE.read_text(encoding="utf-8"))[kind]


if __name__ == "__main__":
    _FILE.write_text(json.dumps(_documents(), indent=1, ensure_ascii=False) + "\n", "utf-8")
