"""What is blocked as a whole is gone from the live index before its job begins, on a real node."""

import dataclasses
from pathlib import Path

import pytest

import store
from core.progress import Silent
from core.settings import Settings
from engine.client import Engine
from indexer import pipeline
from operations import decisions, hiding, standing
from operations.standing import Role
from tests.engine.imported import firm, imported, request
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine


def test_a_blocked_firm_and_its_offers_are_gone_at_once_and_all_others_stay(
    node_settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    settings = dataclasses.replace(node_settings, home=tmp_path / "home", store_url=None)
    imported(settings, tmp_path, [firm(1), firm(2), request(1), request(2)])
    pipeline.build(settings, engine, Counting(), Silent())
    before = {one.collection: one for one in standing.all_versions(engine)}
    assert {one.role for one in before.values()} == {Role.LIVE}
    assert before["organisations"].documents == 2
    assert all(one.bytes > 0 for one in before.values())

    blocked = firm(1)["id"]
    offers = [one["id"] for one in (request(1), request(2)) if one["organisation"] == blocked]
    with store.opened(settings) as opened:
        noted = decisions.note_block(settings, opened, blocked, reason="call", author="anna")
        assert hiding.hide(engine, opened, noted.keys) == 1 + len(offers)
        assert hiding.hide(engine, opened, noted.keys) == 0

    assert engine.get("organisations", blocked) is None
    assert engine.get("organisations", firm(2)["id"]) is not None
    assert [engine.get("offers", one) for one in offers] == [None] * len(offers)
    after = {one.collection: one.documents for one in standing.all_versions(engine)}
    assert after["organisations"] == 1
