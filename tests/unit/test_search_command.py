"""What ``partnernet search`` prints: hits with reasons for people, all of it for programs."""

import json

import pytest

from commands import main as line
from commands import search as command
from matching.answer import BridgePart, FacetValue, Match, Reason, SearchAnswer

pytestmark = pytest.mark.usefixtures("root_logger")

ANSWER = SearchAnswer(
    total=41,
    matches=(
        Match(
            id="cz-26168685",
            score=7.1,
            document={"name": "Kov [Liberec] s.r.o.", "country": "CZ", "locality": "Liberec"},
            reasons=(
                Reason(
                    code="glossary",
                    field="description",
                    language="cs",
                    terms=("zulieferer",),
                    through=("dodavatel", "subdodavatel"),
                    key="g:zulieferer",
                ),
                Reason(code="meaning", field="meaning", cosine=0.871, nearness="very near"),
            ),
        ),
        Match(
            id="cz-1",
            score=1.0,
            missing=("Zulieferer", "[Zink]"),
            document={"name": "Vzor a.s.", "country": "CZ", "demo": True},
            reasons=(),
        ),
    ),
    facets={"country": (FacetValue(value="CZ", count=41),)},
    bridge=(
        BridgePart(
            id="g:zulieferer",
            kind="glossary",
            query="Zulieferer",
            language="cs",
            terms=("dodavatel", "subdodavatel"),
        ),
        BridgePart(
            id="nace:25", kind="concept", query="x", language="cs", terms=("y",), active=False
        ),
    ),
    language="de",
    language_found_out=True,
    page=2,
    size=10,
    demo=True,
)


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Answer every search with ANSWER and return what was asked."""
    monkeypatch.setenv("PARTNERNET_HOME", str(tmp_path))
    requests = []

    def answer(_settings, request):
        requests.append(request.checked())
        return ANSWER

    monkeypatch.setattr(command, "_answer", answer)
    return requests


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        line.main(["search", *arguments])
    return ended.value.code


def test_hits_are_printed_with_reasons_bridge_and_the_mark_of_demo_data(asked, capsys):
    assert run("Zulieferer", "--page", "2") == 0
    assert capsys.readouterr().out.splitlines() == [
        "41 found; language of the query: de (found out)",
        "also searched, glossary: Zulieferer → dodavatel, subdodavatel",
        "Entries marked (demo) are invented.",
        "",
        "11. Kov [Liberec] s.r.o.  CZ Liberec  cz-26168685",
        "   glossary (description) [cs]: zulieferer → dodavatel, subdodavatel",
        "   meaning (meaning): cosine 0.87",
        "",
        "12. Vzor a.s.  CZ (demo)  cz-1",
        "   not found: Zulieferer, [Zink]",
    ]


def test_options_become_the_request(asked):
    options = ("--country", "cz", "--near", "Liberec", "--radius", "30", "--offers", "--size", "5")
    assert run("díly", *options) == 0
    (request,) = asked
    assert request.collection == "offers"
    assert (request.text, request.country, request.size) == ("díly", "CZ", 5)
    assert (request.near, request.radius_km) == ("Liberec", 30)


def test_json_holds_the_whole_answer(asked, capsys):
    assert run("Zulieferer", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["total"] == 41
    assert answer["matches"][0]["reasons"][0]["through"] == ["dodavatel", "subdodavatel"]
    assert answer["facets"]["country"] == [{"value": "CZ", "count": 41, "selected": False}]


def test_a_wrong_page_is_one_sentence(asked, capsys):
    assert run("x", "--page", "-1") == 1
    assert capsys.readouterr().err == "The page must be 1 or more.\n"
