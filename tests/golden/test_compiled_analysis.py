"""What the engine is given for each language, whole: a change of a chain shows as a difference.

After a change that is meant, write the files anew:
``python -m tests.golden.test_compiled_analysis``.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from analyzers import compounds
from analyzers.loader import BUILT_IN, ChainFile, analysis
from analyzers.segments import LONGEST_PART, SHORTEST_PART
from core.strict import parse

GOLDEN = Path(__file__).parent / "analysis"
_CHAINS = files("analyzers").joinpath("chains")
LANGUAGES = ("czech", "english", "german", "names")
_LIST = "german_parts"


def _of(language: str) -> dict[str, Any]:
    """Return the analyzers and normalizers of one file of chains with all parts that they use."""
    own = parse(
        _CHAINS.joinpath(f"{language}.yaml").read_text(encoding="utf-8"), language, ChainFile
    )
    compiled = analysis()
    shown: dict[str, Any] = {
        "analyzer": {name: compiled["analyzer"][name] for name in own.analyzers},
        "normalizer": {name: compiled["normalizer"][name] for name in own.normalizers},
    }
    for chain in [*shown["analyzer"].values(), *shown["normalizer"].values()]:
        for kind, name in _used(chain):
            if name not in BUILT_IN[kind]:
                shown.setdefault(kind, {})[name] = dict(compiled[kind][name])
    if _LIST in shown.get("filter", {}):
        shown["filter"][_LIST]["word_list"] = f"data/{compounds.LIST}"
    return shown


def _used(chain: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("char_filter", name) for name in chain.get("char_filter", ()))
    yield from (("tokenizer", name) for name in [chain.get("tokenizer")] if name)
    yield from (("filter", name) for name in chain["filter"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_analysis_of_a_language_is_the_golden_one(language: str) -> None:
    golden = json.loads((GOLDEN / f"{language}.json").read_text(encoding="utf-8"))
    assert _of(language) == golden


def test_every_analyzer_belongs_to_a_golden_file() -> None:
    shown = [name for language in LANGUAGES for name in _of(language)["analyzer"]]
    assert sorted(shown) == sorted(analysis()["analyzer"])


def test_the_engine_gets_the_list_of_parts_word_for_word() -> None:
    """The list is its own golden file: a test compares it with what it is made from."""
    given = analysis()["filter"][_LIST]["word_list"]
    assert given == sorted(compounds.parts())
    assert all(SHORTEST_PART <= len(word) <= LONGEST_PART for word in given)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in LANGUAGES:
        text = json.dumps(_of(name), indent=1, ensure_ascii=False) + "\n"
        (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
