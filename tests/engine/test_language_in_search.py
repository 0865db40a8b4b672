"""What the chains are for, seen by who searches: the real queries on a small live index."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from analyzers.words import stop_words
from engine.client import Engine
from indexer import documents, statements
from mappings import compiled
from matching.lanes import LANES
from matching.plan import MEANING, plan, searches
from matching.request import SearchRequest
from matching.search import answer
from tests.unit.indexer.records import organisation

pytestmark = pytest.mark.engine

DIMENSION = 384

GERMAN = {
    "machine-tools": "Werkzeugmaschinenbau",
    "special-machine-tools": "Sonderwerkzeugmaschinenbau für Kunden",
    "building": "Bau von Häusern, Bau von Straßen",
    "machines": "Maschinenbau",
    "tools": "Werkzeuge",
    "turned": "Drehteile",
    "turned-precisely": "Präzisionsdrehteile nach Maß",
    "turning-apart": "Dreh dich um: Teile auf Lager",
    "milled-turned": "CNC-Fräs-/Drehteile aus Messing",
    "plastic-metal": "Kunststoff- und Metallteile",
    "glass": "Be- und Verarbeitung von Glas",
    "trade": "Baustoffherstellung und -handel",
    "sawmill": "Sägewerk",
    "foundry": "Gießerei",
    "quality": "Zertifiziert nach DIN EN ISO 9001",
    "welding": "Zertifiziert nach EN 1090-2",
    "environment": "Zertifiziert nach ISO 14001",
    "motors": "Motoren 24V und 400 kW",
    "mail": "E-Mail-Marketing mit Know-how",
    "not-elsewhere": "Herstellung von sonstigen Waren a. n. g.",
    "do-it": "Do it yourself, Na und? Ski u. Ä., z. B. o. J.",
    "czech-idle": " ".join(sorted(stop_words("cs"))),
}
CZECH = {
    "cs-machined": "obrábění a montáž",
    "cs-milled": "frézované díly",
    "cs-foundry": "slévárna litiny",
    "cs-open-day": "Den otevřených dveří, die casting, am, im, so",
    "cs-quality": "certifikace ČSN EN ISO 9001",
    "cs-german-idle": " ".join(sorted(stop_words("de"))),
}
"""What firms say that they make, by the end of their id."""


class Unused:
    """Stands for a model: meaning is switched off in every request here."""

    model = "unused"
    dimension = DIMENSION

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError

    def query(self, text: str) -> NDArray[np.float32]:
        raise AssertionError


Found = Callable[..., list[str]]
"""From a text to the ids of what is found, best first."""


@pytest.fixture(scope="module")
def found(engine: Engine) -> Found:
    index = engine.alias("organisations")
    engine.client.indices.create(index=index, body=compiled("organisations", DIMENSION))
    lines: list[dict[str, Any]] = []
    firms = [("de", "DE", *firm) for firm in GERMAN.items()]
    firms += [("cs", "CZ", *firm) for firm in CZECH.items()]
    for language, country, id_, product in firms:
        firm = organisation(
            id=id_,
            language=language,
            country=country,
            name="Quandt",
            former_names=(),
            identifiers=(),
            place=None,
            sectors=(),
            activities=(),
            purpose="",
            products=(product,),
        )
        lines += ({"index": {"_id": id_}}, documents.of(firm, statements.of_organisation(firm)))
    sent = engine.client.bulk(index=index, body=lines, params={"refresh": "true"})
    assert not sent["errors"], sent

    def found(text: str, language: str | None = None) -> list[str]:
        request = SearchRequest(text=text, language=language, without=(MEANING,), size=50)
        query = plan(request, Unused())
        responses = dict(zip(LANES, engine.msearch(searches(query)), strict=True))
        return [match.id for match in answer(query, responses).matches]

    return found


def test_a_part_alone_does_not_satisfy_a_compound(found: Found) -> None:
    for text in ("Werkzeugmaschinenbau", "Werkzeugmaschinenbau Sachsen"):
        ids = found(text, "de")
        assert ids[:2] == ["machine-tools", "special-machine-tools"]
        assert not {"building", "machines", "tools"} & set(ids)


def test_the_whole_word_comes_before_a_compound_that_holds_it(found: Found) -> None:
    ids = [id_ for id_ in found("Drehteile", "de") if id_ in GERMAN]
    assert ids[0] == "turned"
    assert "turned-precisely" in ids
    assert "turning-apart" not in ids


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Werkzeug", "machine-tools"),
        ("Drehteil", "milled-turned"),
        ("Frästeile", "milled-turned"),
        ("Fräs- und Drehteile", "milled-turned"),
        ("Dreh-/Frästeile", "turned"),
        ("Kunststoffteile", "plastic-metal"),
        ("Metallteile", "plastic-metal"),
        ("Holz- und Metallteile", "plastic-metal"),
        ("Bearbeitung", "glass"),
        ("Baustoffhandel", "trade"),
        ("Kunststoff- und Baustoffhandel", "trade"),
    ],
)
def test_what_shares_an_end_is_found_by_each_half(found: Found, text: str, id_: str) -> None:
    assert id_ in found(text, "de")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Sägewerk", "sawmill"),
        ("Saegewerk", "sawmill"),
        ("Sagewerk", "sawmill"),
        ("SÄGEWERKE", "sawmill"),
        ("Gießerei", "foundry"),
        ("Giesserei", "foundry"),
        ("Gießereien", "foundry"),
        ("slévárna", "cs-foundry"),
        ("slevarna", "cs-foundry"),
        ("slevárna", "cs-foundry"),
        ("sléváren", "cs-foundry"),
        ("slevarnach", "cs-foundry"),
        ("frezovanych dilu", "cs-milled"),
    ],
)
def test_a_word_is_found_however_it_is_typed(found: Found, text: str, id_: str) -> None:
    assert id_ in found(text)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("ISO 9001", "quality"),
        ("ISO9001", "quality"),
        ("ISO-9001", "quality"),
        ("DIN EN ISO 9001", "quality"),
        ("EN1090", "welding"),
        ("EN 1090", "welding"),
        ("ISO14001", "environment"),
        ("Motoren 24 V", "motors"),
        ("Motoren 400kW", "motors"),
        ("E-Mail", "mail"),
        ("Know-how", "mail"),
    ],
)
def test_standards_units_and_hyphens_are_found_as_they_are_meant(
    found: Found, text: str, id_: str
) -> None:
    assert found(text, "de")[0] in {id_, "cs-quality"}
    assert id_ in found(text, "de")[:2]


@pytest.mark.parametrize(
    "text",
    [
        "obrábění a montáž",
        "obrabeni a montaz",
        "díly na stroje",
        "dodávky do Saska",
        "frézované díly z oceli",
        "slévárna u Liberce",
        "litina se zkouškou",
    ],
)
def test_czech_words_that_only_join_find_no_german_firm(found: Found, text: str) -> None:
    ids = found(text, "cs")
    assert not {"not-elsewhere", "do-it", "czech-idle"} & set(ids)


@pytest.mark.parametrize(
    "text",
    [
        "Wir suchen den Hersteller, der die Formen so liefert",
        "am Bau so im Plan",
        "Dreherei für die Region",
        "den Guss im Sand",
    ],
)
def test_german_words_that_only_join_find_no_czech_firm(found: Found, text: str) -> None:
    ids = found(text, "de")
    assert not {"cs-open-day", "cs-german-idle"} & set(ids)


@pytest.mark.parametrize(
    ("language", "asked", "idle"),
    [("cs", "frézování {}", "czech-idle"), ("de", "Gießerei {}", "cs-german-idle")],
)
def test_no_stop_word_of_one_language_finds_anything_in_the_other(
    found: Found, language: str, asked: str, idle: str
) -> None:
    leading = [w for w in stop_words(language) if idle in found(asked.format(w), language)]
    assert leading == []
