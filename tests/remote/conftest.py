"""A stub of ARES, a home folder, and time that costs nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings
from tests.remote import stub as stubs
from tests.remote.fetching import Fetched
from tests.remote.stub import FakeClock, Stub


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server that answers as ARES does."""
    with stubs.running() as running:
        yield running


@pytest.fixture
def time() -> FakeClock:
    """Time that passes only by sleeping."""
    return FakeClock()


@pytest.fixture
def settings(stub: Stub, tmp_path: Path) -> Settings:
    """Settings of a fresh home whose ARES is the stub."""
    return Settings.from_environment(
        {"PARTNERNET_HOME": str(tmp_path / "home"), "PARTNERNET_ARES_URL": stub.url}
    )


@pytest.fixture
def fetch(settings: Settings, time: FakeClock) -> Fetched:
    """Fetch from the stub."""
    return Fetched(settings, time)
