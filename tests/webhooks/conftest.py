"""Receivers of posts."""

from collections.abc import Iterator

import pytest

from tests.webhooks import receiver as receivers
from tests.webhooks.receiver import Certificate, Receiver


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return receivers.certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def receiver(certificate: Certificate) -> Iterator[Receiver]:
    with receivers.receiving(certificate) as receiver:
        yield receiver
