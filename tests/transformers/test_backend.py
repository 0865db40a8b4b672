"""The backend sentence-transformers with real models: vectors, index and search."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import ModelMismatch, SettingsError
from core.progress import Silent
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder, load
from indexer import pipeline
from matching.request import SearchRequest
from matching.search import Searcher
from tests.engine.imported import firm, imported

pytestmark = [pytest.mark.transformers, pytest.mark.engine]

Tiny = Callable[[str], Path]

_FIRMS = [
    firm(1, language="en", sectors=[], text="We build sailing boats and yachts."),
    firm(2, language="en", sectors=[], text="We bake bread and cakes."),
    firm(3, language="en", sectors=[], text="We audit annual accounts."),
]


def _load(folder: Path, options: str = "") -> Embedder:
    return load(f"sentence-transformers:{folder}{options}")


def test_vectors_are_unit_vectors_of_the_models_own_dimension(tiny: Tiny) -> None:
    model = _load(tiny("tiny"))
    vectors = model.passages(["Drehteile", "obrábění kovů, " * 40, "x"])
    assert (vectors.shape, vectors.dtype, model.dimension) == ((3, 32), np.float32, 32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert model.passages([]).shape == (0, 32)
    assert model.query("Drehteile").shape == (32,)


def test_a_saved_model_is_the_same_model_wherever_it_lies(tiny: Tiny) -> None:
    first, second = _load(tiny("tiny")), _load(tiny("tiny"))
    assert first.model == second.model
    assert first.model.startswith("sentence-transformers:tiny@")
    assert first.query("Drehteile") == pytest.approx(second.query("Drehteile"), abs=1e-6)


def test_a_model_of_the_e5_family_gets_its_prefixes_and_no_other(tiny: Tiny) -> None:
    plain, family = _load(tiny("tiny")), _load(tiny("tiny-e5"))
    assert plain.query("Teile") == pytest.approx(plain.passages(["Teile"])[0], abs=1e-6)
    assert family.query("Teile") == pytest.approx(plain.query("query: Teile"), abs=1e-6)
    assert family.passages(["Teile"])[0] == pytest.approx(plain.query("passage: Teile"), abs=1e-6)


def test_prefixes_can_be_given_with_the_name(tiny: Tiny) -> None:
    folder = tiny("tiny")
    given = _load(folder, "?query=find:%20&passage=text:%20")
    assert given.query("Teile") == pytest.approx(_load(folder).query("find: Teile"), abs=1e-6)
    assert given.model.endswith("?query=find:%20&passage=text:%20")


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot load the model .*no-model"):
        load(f"sentence-transformers:{tmp_path / 'no-model'}")


def test_index_and_search_through_a_model_with_random_weights(
    tiny: Tiny, settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    model = _load(tiny("tiny"))
    imported(settings, tmp_path, _FIRMS)
    report = pipeline.build(settings, engine, model, Silent())
    assert report.embedded == report.statements > 0
    assert pipeline.build(settings, engine, model, Silent()).embedded == 0
    answer = Searcher(engine, model).search(SearchRequest(text="yachts", language="en"))
    assert answer.matches[0].id == "firm-1"
    with pytest.raises(ModelMismatch, match="sentence-transformers:tiny@"):
        Searcher(engine, _load(tiny("other"))).search(SearchRequest(text="yachts", language="en"))


def test_index_and_search_by_meaning_through_a_real_model(
    minilm: Path, settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    model = _load(minilm)
    assert model.dimension == 384
    imported(settings, tmp_path, _FIRMS)
    pipeline.build(settings, engine, model, Silent())
    searcher = Searcher(engine, model)
    for text, firm_id in (
        ("shipyard for watercraft", "firm-1"),
        ("bakery", "firm-2"),
        ("financial reporting", "firm-3"),
    ):
        answer = searcher.search(SearchRequest(text=text, language="en"))
        assert answer.matches[0].id == firm_id
        assert "meaning" in {reason.code for reason in answer.matches[0].reasons}
