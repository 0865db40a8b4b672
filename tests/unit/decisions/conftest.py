"""A home with imports and links, and the command line over it. No node: nothing is indexed."""

import json
from pathlib import Path

import pytest

from commands import main as line
from core.progress import Silent
from core.settings import Settings
from indexer import imports, linking
from indexer.linking.types import Links, Pair

FIRMS = [
    {
        "id": "cz-26168685",
        "country": "CZ",
        "language": "cs",
        "name": "Vzorné kovy s.r.o.",
        "place": "Liberec",
        "identifiers": {"ico": "26168685"},
        "website": "https://kovy.example.org",
    },
    {
        "id": "fair-7",
        "country": "CZ",
        "language": "cs",
        "name": "Vzorné kovy",
        "identifiers": {"lei": "529900T8BM49AURSDO55", "other": "7"},
    },
    {
        "id": "fair-8",
        "country": "DE",
        "language": "de",
        "name": "Muster & Söhne",
        "place": "Zittau",
    },
    {"id": "fair-9", "country": "DE", "language": "de", "name": "Muster und Söhne GmbH"},
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a home with FIRMS, where the first two were found to be one."""
    monkeypatch.setenv("PARTNERNET_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PARTNERNET_DOWNLOADS", str(tmp_path / "downloads"))
    settings = Settings.from_environment()
    file = tmp_path / "fair.jsonl"
    lines = (json.dumps({"type": "organisation", "text": "Wir drehen.", **firm}) for firm in FIRMS)
    file.write_text("\n".join(lines), "utf-8")
    imports.run("catalogue", [file], settings, Silent(), dataset="fair")
    pairs = [("fair-8", "fair-9", 0.91), ("cz-26168685", "fair-9", 0.42), ("gone-1", "fair-8", 0.3)]
    links = Links(
        organisation_of={"fair-7": "cz-26168685"},
        to_check=[
            Pair(first=a, second=b, band="check", score=score, reasons=("similar_name",))
            for a, b, score in pairs
        ],
        related={},
    )
    linking.save(settings.home / "links", links)
    return settings


@pytest.fixture
def run(settings, capsys, root_logger):
    """Return a function that runs ``partnernet …`` and gives back status, output and error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            line.main(arguments)
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    return run
