"""On a restored backup the judged queries give the same lists."""

import os
import secrets
from collections.abc import Iterator

import pytest

from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from matching.search import Searcher
from operations import indexing
from operations.backup import back_up, restore
from tests.engine.searches import SEARCHES

_EVERY = 4
"""Of the searches of the judged kinds; all of them twice take a minute on a busy machine."""

pytestmark = pytest.mark.engine


@pytest.fixture
def restored(region: Settings, node_url: str, tmp_path) -> Iterator[Settings]:
    """A new home with index names of its own, filled from a backup of the region's."""
    made = back_up(region, tmp_path / "region.tar.gz", Silent())
    own = {
        "PARTNERNET_HOME": str(tmp_path / "restored"),
        "PARTNERNET_OPENSEARCH_URL": node_url,
        "PARTNERNET_INDEX_PREFIX": f"test-{secrets.token_hex(6)}",
    }
    settings = Settings.from_environment({**os.environ, **own})
    restore(settings, made.path, Silent(), replacing=False)
    yield settings
    engine = Engine.connect(settings, node_url)
    for name in engine.client.indices.get(index=f"{engine.prefix}-*"):
        engine.client.indices.delete(index=name)
    engine.close()


def test_searches_give_the_same_lists_and_nothing_is_embedded_again(region, restored, node_url):
    embedder = embedding.load(region.embedding)
    before, after = (Engine.connect(one, node_url) for one in (region, restored))
    report = indexing.brought_up_to_date(restored, after, embedder, Silent())
    assert report is not None
    assert report.embedded == 0
    for wanted in SEARCHES[::_EVERY]:
        there, here = (Searcher(one, embedder).search(wanted) for one in (before, after))
        assert here.total == there.total
        assert [(m.id, m.score, m.reasons) for m in here.matches] == [
            (m.id, m.score, m.reasons) for m in there.matches
        ]
