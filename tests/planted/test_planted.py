"""Planted persons and a blocked firm: their names are looked for in every output that there is."""

import os
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import requests
from opensearchpy import helpers

import search_app
import store
from core.progress import Silent
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from indexer import imports, pipeline, refresh
from mappings import COLLECTIONS
from operations import web
from store import blocks
from tests.faults.running import PROGRAM
from tests.planted.deliveries import BLOCKED, BLOCKED_ID, OFFICER, TRADER, written

pytestmark = pytest.mark.engine

LANGUAGES = ("de", "cs", "en")
QUERIES = ("", BLOCKED, BLOCKED.split()[-1], "Tischlerei", TRADER, " ".join(OFFICER), BLOCKED_ID)


def _plain(text: str) -> str:
    """Return ``text`` as one would look for a name in it: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


FAMILY_NAMES = tuple(_plain(name.split()[-1]) for name in (OFFICER[1], TRADER, BLOCKED))


@pytest.fixture(scope="module")
def settings(
    node_settings: Settings, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """An index of the deliveries, built before the block came."""
    for delivery in written(tmp_path_factory.mktemp("deliveries")):
        imports.run(
            delivery.format,
            [delivery.file],
            node_settings,
            Silent(),
            mapping=delivery.mapping,
            legal_basis=delivery.legal_basis,
        )
    embedder = embedding.load(node_settings.embedding)
    pipeline.build(node_settings, engine, embedder, Silent())
    assert _plain(BLOCKED) in _plain(str(engine.get("organisations", BLOCKED_ID)))
    with store.opened(node_settings) as opened:
        blocks.add(
            opened, organisation=BLOCKED_ID, keys=[BLOCKED_ID], reason="asked for it", author="test"
        )
    refresh.refreshed(node_settings, engine, embedder, Silent(), [BLOCKED_ID])
    return node_settings


@pytest.fixture(scope="module")
def service(settings: Settings, node_url: str) -> Iterator[str]:
    """Address of the service over it."""
    listener = web.bind("127.0.0.1", 0)
    with web.serving(search_app.create_app(settings, node_url), listener):
        yield web.url(listener)


def _said(text: str, but: str = "") -> set[str]:
    """Return which of the names stand in ``text``; ``but`` is what was asked and is said again."""
    plain = _plain(text)
    return {name for name in FAMILY_NAMES if name in plain and name not in _plain(but)}


def _documents(engine: Engine) -> list[str]:
    return [
        msgspec.json.encode(hit["_source"]).decode()
        for collection in COLLECTIONS
        for hit in helpers.scan(engine.client, index=engine.alias(collection))
    ]


def test_no_document_tells_them_and_all_others_are_there(
    settings: Settings, engine: Engine
) -> None:
    documents = _documents(engine)
    assert not _said("\n".join(documents))
    ids = {msgspec.json.decode(document)["id"] for document in documents}
    assert ids == {
        "cz-26168685",
        "de-chemnitz-hrb-77002",
        "de-leipzig-hrb-32007",
        "kammer",
        "event/3",
    }


@pytest.mark.parametrize("path", ["organisations", "offers"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_search_tells_them(service: str, path: str, query: str) -> None:
    answer = requests.get(f"{service}/api/v1/{path}", params={"q": query, "size": 100}, timeout=30)
    assert answer.status_code == 200
    assert not _said(answer.text, but=query)
    for language in LANGUAGES:
        page = "offers" if path == "offers" else ""
        shown = requests.get(f"{service}/{language}/{page}", params={"q": query}, timeout=30)
        assert shown.status_code == 200
        assert not _said(shown.text, but=query)


def test_no_record_tells_them(service: str, settings: Settings, engine: Engine) -> None:
    records = [msgspec.json.decode(document) for document in _documents(engine)]
    assert records
    for record in records:
        path = "offers" if "type" in record else "organisations"
        id_ = requests.utils.quote(record["id"], safe="")
        addresses = [f"api/v1/{path}/{id_}"] + [f"{one}/{path}/{id_}" for one in LANGUAGES]
        for address in addresses:
            answer = requests.get(f"{service}/{address}", timeout=30)
            assert answer.status_code == 200, address
            assert not _said(answer.text), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blocked_one_has_no_page(service: str, language: str) -> None:
    for address in (f"{language}/organisations/{BLOCKED_ID}", f"{language}/offers/offer%2F1"):
        page = requests.get(f"{service}/{address}", timeout=30)
        assert page.status_code == 404
        assert not _said(page.text)
    gone = requests.get(f"{service}/api/v1/organisations/{BLOCKED_ID}", timeout=30)
    assert gone.status_code == 404
    for other in ("about", "api"):
        assert not _said(requests.get(f"{service}/{language}/{other}", timeout=30).text)


@pytest.mark.parametrize(
    "command",
    [
        ["search", "Tischlerei", "--json"],
        ["search", ""],
        ["data", "status"],
        ["index", "status"],
        ["report"],
    ],
)
def test_no_command_tells_them(settings: Settings, command: list[str]) -> None:
    own = {
        "PARTNERNET_HOME": str(settings.home),
        "PARTNERNET_OPENSEARCH_URL": settings.opensearch_url or "",
        "PARTNERNET_INDEX_PREFIX": settings.index_prefix,
    }
    ended = subprocess.run(
        [PROGRAM, *command], env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert not _said(ended.stdout + ended.stderr)


def test_nothing_of_people_is_kept_and_the_blocked_firm_only_where_it_was_imported(
    settings: Settings,
) -> None:
    *people, blocked = FAMILY_NAMES
    internal = {settings.home / "imports", settings.home / "links"}
    files = [file for file in settings.home.rglob("*") if file.is_file()]
    assert any(file.suffix == ".html" for file in files)  # quality reports
    for file in files:
        said = _said(_readable(file))
        assert not said & set(people), file
        if internal.isdisjoint(file.parents):
            assert blocked not in said, file


def _readable(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")
