"""Examples of all parts on one page, for those who develop them."""

from flask import Blueprint, render_template
from markupsafe import Markup

from core.records import Difference, InferredSector, Related, Sector
from matching.answer import BridgePart, FacetValue, SearchAnswer
from matching.request import SearchRequest
from search_app.cards import Card
from search_app.errors import Problem
from search_app.pages import style_admin
from search_app.words import EVIDENCE, Line


def register(pages: Blueprint) -> None:
    """Add the page of examples."""
    pages.get("/style", endpoint="style")(style)


def style() -> str:
    """Show every part with invented content."""
    problem = Problem(status=400, field="near", message="We do not know this place.")
    return render_template(
        "style.html",
        wanted=SearchRequest(text="Drehteile", sector="25", page=4),
        answer=_ANSWER,
        card=_CARD,
        problems=(problem,),
        sectors=(Sector(code="25.53", original="25620", edition="NACE2", inexact=True),),
        inferred=(InferredSector(code="25.53", confidence=0.72),),
        related=(Related(id="de-1", name="Kovo GmbH", country="DE", reason="same_name"),),
        differences=(_DIFFERENCE,),
        **style_admin.examples(),
    )


_DIFFERENCE = Difference(
    field="name", value="Kovo Děčín a.s.", source="ares", dataset="ares", date="2025-03-01"
)


_CARD = Card(
    address="/de/organisations/cz-26168685",
    name="Soustružna Děčín s.r.o.",
    language="cs",
    kind="",
    status="in Liquidation",
    unconfirmed="2019-02-11",
    inferred=True,
    legal_form="",
    locality="Děčín (Tetschen)",
    country="CZ",
    line="Výroba soustružených dílů z oceli a hliníku · Frézování na CNC strojích",
    reasons=tuple(
        Line(kind, Markup("Nennt <em>Drehteile</em>")) for kind in dict.fromkeys(EVIDENCE.values())
    ),
    missing=Markup("Nicht gefunden: <em>Messing</em>"),
    starts="",
    ends="",
    date="2026-10-31",
    sources=("ČSÚ RES",),
    demo=True,
)

_ANSWER = SearchAnswer(
    total=1234,
    matches=(),
    facets={
        "country": (FacetValue(value="CZ", count=934), FacetValue(value="DE", count=300)),
        "sector": (
            FacetValue(value="25", count=934, selected=True),
            FacetValue(value="25.53", count=300),
        ),
    },
    bridge=(
        BridgePart(
            id="g:drehteile",
            kind="glossary",
            query="Drehteile",
            language="cs",
            terms=("soustružené díly", "soustružené součásti"),
        ),
        BridgePart(id="nace:25.53", kind="concept", query="Drehteile", language="cs", terms=()),
        BridgePart(
            id="meaning",
            kind="meaning",
            query="Drehteile",
            language="cs",
            terms=(),
            active=False,
        ),
    ),
    language="de",
    language_found_out=True,
    page=4,
    size=10,
    demo=True,
)
