"""Names find their organisation first, on the live engine; a trade no firm merely called so."""

import dataclasses
from pathlib import Path

import pytest

from core.progress import Silent
from core.settings import Settings
from engine.client import Engine
from indexer import pipeline
from matching.request import SearchRequest
from matching.search import Searcher
from tests.engine.imported import firm, imported
from tests.unit.embedding.models import Counting

pytestmark = pytest.mark.engine

USTI = {"postal_code": "40001", "locality": "Ústí nad Labem"}
CZECH = {"country": "CZ", "language": "cs", "sectors": []}
FIRMS = [
    firm(1, name="Kemolux s.r.o.", text="Prodáváme barvy.", **CZECH),
    firm(2, name="Kemolux Metallbau GmbH"),
    firm(3, name="Elektro Grünbach GmbH", former_names=["Falskamp Elektro GmbH"]),
    firm(4, name="Elektro Grünbach KG"),
    firm(5, name="Strojírny Alvofex, spol. s r.o.", text="Stroje.", place=USTI, **CZECH),
    firm(6, name="Strojírny Alvofex Chomutov a.s.", text="Stroje.", **CZECH),
    firm(7, name="Drehteile GmbH", text="Wir verwalten Beteiligungen.", sectors=["64.21"]),
    firm(8, name="Muster AG", text="Drehteile aus Messing und Stahl, Drehteile nach Zeichnung."),
    firm(9, name="Škodík & syn", identifiers={"ico": "26168685"}, text="Stroje.", **CZECH),
]


@pytest.fixture(scope="module")
def searcher(
    node_settings: Settings, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Searcher:
    """Searches the firms above."""
    folder: Path = tmp_path_factory.mktemp("names")
    settings = dataclasses.replace(node_settings, home=folder / "home", store_url=None)
    imported(settings, folder, FIRMS)
    pipeline.build(settings, engine, Counting(), Silent())
    return Searcher(engine, Counting())


def _first(searcher: Searcher, text: str) -> str:
    matches = searcher.search(SearchRequest(text=text)).matches
    return matches[0].document["name"] if matches else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kemolux", "Kemolux s.r.o."),
        ("kemolux S. R. O.", "Kemolux s.r.o."),
        ("Kemolx", "Kemolux s.r.o."),
        ("ekmolux", "Kemolux s.r.o."),
        ("Metallbau Kemolux", "Kemolux Metallbau GmbH"),
        ("Kemoluc Metallbau GmbH", "Kemolux Metallbau GmbH"),
        ("Elektro Grünbach GmbH", "Elektro Grünbach GmbH"),
        ("Elektro Gruenbach KG", "Elektro Grünbach KG"),
        ("Falskamp Elektro", "Elektro Grünbach GmbH"),
        ("strojirny alvofex", "Strojírny Alvofex, spol. s r.o."),
        ("Strojírny Alvofex Ústí", "Strojírny Alvofex, spol. s r.o."),
        ("Strojírny Alvofex Aussig", "Strojírny Alvofex, spol. s r.o."),
        ("Strojírny Alvofex Chomutov", "Strojírny Alvofex Chomutov a.s."),
        ("Skodik a syn", "Škodík & syn"),
        ("261 68 685", "Škodík & syn"),
    ],
)
def test_a_name_finds_its_firm_first(searcher: Searcher, text: str, name: str) -> None:
    assert _first(searcher, text) == name


def test_a_trade_is_not_led_by_a_firm_that_is_only_called_so(searcher: Searcher) -> None:
    assert _first(searcher, "Drehteile") == "Muster AG"


def test_a_name_tells_how_it_was_found(searcher: Searcher) -> None:
    def keys(text: str) -> list[str]:
        answer = searcher.search(SearchRequest(text=text))
        return [reason.key for reason in answer.matches[0].reasons if reason.code == "name"]

    assert keys("Kemolux Metallbau")[0] == "name_whole"
    assert keys("Kemolx")[0] == "name_ngram"
    assert keys("Falskamp Elektro")[0] == "name_former"
