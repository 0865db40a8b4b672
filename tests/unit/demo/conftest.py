"""The whole demo, written once for a test run and read by the loaders of the real registers."""

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

import demo
from core.progress import Silent
from core.records import Offer, Organisation
from core.settings import Settings
from indexer import imports
from indexer.linking import link
from indexer.manifest import Manifest
from indexer.merge import merged

ORGANISATIONS = 52_000


@dataclass(frozen=True)
class Demo:
    folder: Path
    manifests: list[Manifest]
    organisations: list[Organisation]
    offers: list[Offer]
    seconds: float
    """Processor time that writing took."""

    def firms(self, country: str) -> list[Organisation]:
        """Return those that are no institution of the catalogue."""
        return [
            one
            for one in self.organisations
            if one.country == country and not one.id.startswith("demo-")
        ]


@pytest.fixture(scope="session")
def whole(tmp_path_factory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    begin = time.process_time()
    written = demo.write(folder / "files", ORGANISATIONS, seed=1)
    seconds = time.process_time() - begin
    settings = Settings.from_environment({"PARTNERNET_HOME": str(folder / "home")})
    manifests = [
        imports.run(
            source.format,
            source.files,
            settings,
            Silent(),
            dataset=source.dataset,
            mapping=source.mapping,
            legal_basis=source.legal_basis,
            demo=True,
        ).manifest
        for source in written.sources
    ]
    organisations, offers = defaultdict(list), defaultdict(list)
    every = list(imports.records(settings))
    links = link((one for one in every if isinstance(one, Organisation)), (), Silent())
    for record in every:
        if isinstance(record, Organisation):
            organisations[links.organisation_of.get(record.id, record.id)].append(record)
        else:
            offers[record.id].append(record)
    firms = [merged(records, id_) for id_, records in organisations.items()]
    return Demo(
        written.folder,
        manifests,
        [firm for firm in firms if firm.status != "ended"],
        [merged(records, id_) for id_, records in offers.items()],
        seconds,
    )
