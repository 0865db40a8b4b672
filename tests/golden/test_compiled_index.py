"""The compiled index bodies are compared whole; a change shows as a difference in the file.

After a change that is meant, write the files anew: ``python -m tests.golden.test_compiled_index``.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from analyzers.loader import analysis
from mappings import COLLECTIONS, compiled

GOLDEN = Path(__file__).parent


def _shown(collection: str) -> dict[str, Any]:
    """Return the body without its analysis, which has a golden file for each language."""
    body = compiled(collection, dimension=384)
    assert body["settings"]["index"].pop("analysis") == analysis()
    return body


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_compiled_body_is_the_golden_one(collection: str) -> None:
    golden = json.loads((GOLDEN / f"{collection}.json").read_text(encoding="utf-8"))
    assert _shown(collection) == golden


if __name__ == "__main__":
    for name in COLLECTIONS:
        text = json.dumps(_shown(name), indent=1, ensure_ascii=False) + "\n"
        (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
