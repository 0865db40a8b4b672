"""From loading to searching: counts and settings on a real node."""

import pytest

from core.errors import BuildStopped
from engine import settle
from engine.client import Engine
from mappings import compiled

pytestmark = pytest.mark.engine


def test_a_count_that_does_not_agree_stops_the_build(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "_COUNT_SECONDS", 0.0)
    body, index = compiled("offers", 16), f"{engine.prefix}-counted"
    engine.client.indices.create(index=index, body=settle.bare(body))
    engine.client.index(index=index, id="1", body={"id": "1"})
    with pytest.raises(BuildStopped, match="holds 1 documents instead of 2"):
        settle.settle(engine, index, body, expected=2)


def test_settings_for_loading_give_way_to_those_for_searching(engine: Engine) -> None:
    body, index = compiled("offers", 16), f"{engine.prefix}-settled"
    engine.client.indices.create(index=index, body=settle.bare(body))
    assert _settings(engine, index)["refresh_interval"] == "-1"
    assert _settings(engine, index)["auto_expand_replicas"] == "0-1", "a copy on a second node"
    settle.settle(engine, index, body, expected=0)
    assert "refresh_interval" not in _settings(engine, index)
    assert _settings(engine, index)["auto_expand_replicas"] == "0-1"


def _settings(engine: Engine, index: str) -> dict[str, str]:
    found: dict[str, str] = engine.client.indices.get_settings(index=index)[index]["settings"][
        "index"
    ]
    return found
