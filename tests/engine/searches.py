"""Searches of the index of tests/engine/conftest.py that show every kind of reason."""

from matching.request import Collection, SearchRequest

SIZE = 100
"""More than the index holds: all hits are on the first page."""

_TEXTS: dict[tuple[Collection, str], tuple[str, ...]] = {
    ("organisations", "de"): (
        "Zulieferer Drehteile",
        "Drehteile",
        "Galvanotechnik Liberec",
        "Metallbearbeitung",
        "Werkzeugmaschinenbau",
        "Maschinenbau Chemnitz",
        "HRB 12345",
        "Fritz Heckert Kombinat",
        "Werkzeugmaschinnenbau Chemniz",
        "Gießerei mit Modellbau für Gussteile",
        "ISO 9001",
        "Tischlerei Möbel nach Maß Seiffen",
        "Bau von Werkzeugen",
        "Lohnfertigung von Frästeilen und Drehteilen für den Maschinenbau im Raum Plauen",
    ),
    ("organisations", "cs"): (
        "soustružené díly",
        "dodavatel plastových dílů",
        "slévárna",
        "obrábění kovů",
        "povrchové úpravy kovů galvanicky",
        "tiskárna Görlitz",
        "IČO 26168685",
        "Kovárna Žitava",
        "nástrojárna lisovací nástroje",
        "pekárna chléb a pečivo",
        "průmyslová automatizace",
    ),
    ("organisations", "en"): ("machining of metals", "printing"),
    ("offers", "de"): ("Drehteile Messing", "Eisenwaren", "Zulieferer Metallbearbeitung"),
    ("offers", "cs"): ("železářské zboží", "plastové výlisky", "kooperace strojírenství"),
}

SEARCHES = [
    SearchRequest(collection=collection, language=language, text=text, size=SIZE)
    for (collection, language), texts in _TEXTS.items()
    for text in texts
]
NAMES = [f"{one.collection} {one.language} {one.text}" for one in SEARCHES]
"""For the reports of parametrised tests."""
