"""Vectors kept by hash of model and text."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.errors import DataError
from engine.embedding.cache import VectorCache, key

_VECTORS = np.eye(4, dtype=np.float32)


def _keys(count: int = 4) -> list[bytes]:
    return [key("model", f"text {number}") for number in range(count)]


def test_what_is_stored_comes_back_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    keys = _keys()
    with VectorCache.opened(tmp_path / "deep" / "vectors.sqlite") as cache:
        assert cache.known(keys) == set()
        cache.store(keys, _VECTORS)
    with VectorCache.opened(tmp_path / "deep" / "vectors.sqlite") as cache:
        assert cache.known([*keys, key("model", "other")]) == set(keys)
        assert np.array_equal(cache.load(keys[::-1], 4), _VECTORS[::-1])


def test_thousands_of_keys_are_found_at_once(tmp_path: Path) -> None:
    keys = _keys(2345)
    vectors = np.random.default_rng(1).random((2345, 4), np.float32)
    with VectorCache.opened(tmp_path / "vectors.sqlite") as cache:
        cache.store(keys, vectors)
        assert cache.load(keys, 4) == pytest.approx(vectors, abs=1e-3)


def test_the_key_speaks_of_the_model_and_of_the_tidied_text() -> None:
    assert key("a", "Größe") == key("a", "Gro\u0308ße ".replace("o\u0308", "o\u0308"))
    assert key("a", "zwei  Worte\n") == key("a", "zwei Worte")
    assert key("a", "text") != key("b", "text")
    assert key("a", "Text") != key("a", "text")


def test_a_missing_vector_is_an_error_and_not_noise(tmp_path: Path) -> None:
    with VectorCache.opened(tmp_path / "vectors.sqlite") as cache:
        cache.store(_keys()[:2], _VECTORS[:2])
        with pytest.raises(KeyError):
            cache.load(_keys()[:3], 4)


def test_float16_keeps_the_cosine(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).standard_normal((50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with VectorCache.opened(tmp_path / "vectors.sqlite") as cache:
        cache.store(_keys(50), vectors)
        kept = cache.load(_keys(50), 384).astype(np.float32)
    assert np.abs(vectors @ kept.T - vectors @ vectors.T).max() < 2e-4


_STORES_AND_HANGS = """
import sys
from pathlib import Path
import numpy as np
from engine.embedding.cache import VectorCache, key
with VectorCache.opened(Path(sys.argv[1])) as cache:
    cache.store([key("model", "text 0")], np.ones((1, 4), np.float32))
    cache._connection.execute("INSERT INTO vectors VALUES (x'00', x'00')")  # never committed
    print("stored", flush=True)
    sys.stdin.read()
"""


def test_kill_9_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", _STORES_AND_HANGS, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stored\n"
        process.send_signal(signal.SIGKILL)
    with VectorCache.opened(path) as cache:
        assert cache.known([*_keys(), b"\x00"]) == {_keys()[0]}
        cache.store(_keys(), _VECTORS)


def test_a_file_that_is_no_cache_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DataError, match=r"vectors\.sqlite is damaged .* delete it"):
        VectorCache.opened(path).__enter__()


def test_a_cache_that_cannot_be_opened_is_named_but_not_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be used"):
        VectorCache.opened(tmp_path).__enter__()
