"""Fetches from the stub, and what is in the delivery afterwards."""

import json
from datetime import date
from pathlib import Path

from core.progress import Progress, Silent
from core.settings import Settings
from indexer.remote import running
from indexer.remote.running import Asked, Result
from indexer.remote.tally import Tally
from tests.remote.stub import FakeClock
from tests.remote.subjects import Json

SEARCH = "/ekonomicke-subjekty/vyhledat"
DECIN_DISTRICT = "CZ0421"


def of(kind: str, number: str) -> str:
    """Return the path of a part of ARES (none, ``-res`` or ``-vr``) for a number."""
    return f"/ekonomicke-subjekty{kind}/{number}"


class Fetched:
    """Runs fetches in one home."""

    def __init__(self, settings: Settings, time: FakeClock) -> None:
        self.settings, self.clock = settings, time.clock
        self.progress: Progress = Silent()
        self.tally = Tally()
        """Of the last fetch."""

    def __call__(self, *icos: str, district: str = "", since: str = "") -> Result:
        self.tally = Tally()
        asked = Asked(
            icos, (district,) if district else (), date.fromisoformat(since) if since else None
        )
        return running.run(asked, self.settings, self.progress, self.tally, self.clock)

    @property
    def folder(self) -> Path:
        return self.settings.home / "deliveries" / "ares"

    @property
    def delivery(self) -> dict[str, Json]:
        """The lines of the delivery by number; none may be there twice."""
        lines = (self.folder / "ares.jsonl").read_text("utf-8").splitlines()
        subjects = [json.loads(line) for line in lines]
        assert len({one["ico"] for one in subjects}) == len(subjects)
        return {one["ico"]: one for one in subjects}

    @property
    def journal(self) -> Path:
        return self.folder / "ares.journal"
