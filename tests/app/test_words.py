"""Reasons in words: every code in every language, marked up or quoted."""

from typing import get_args

import pytest
from markupsafe import Markup

from matching.answer import Reason, ReasonCode
from search_app import words
from search_app.catalogues import LANGUAGES

REASONS = {
    "identifier": (
        Reason(code="identifier", field="identifiers", terms=("26168685",)),
        "Hat die Kennnummer „26168685“",
        "Má identifikační číslo „26168685“",
        "Has the identifier “26168685”",
    ),
    "name": (
        Reason(code="name", field="name", terms=("Müller",), key="name_whole"),
        "Der Name enthält „Müller“",
        "Název obsahuje „Müller“",
        "The name holds “Müller”",
    ),
    "former name": (
        Reason(code="name", field="former_names", terms=("Müller",), key="name_former"),
        "Ein früherer Name enthält „Müller“",
        "Dřívější název obsahuje „Müller“",
        "A former name holds “Müller”",
    ),
    "similar name": (
        Reason(code="name", field="name", terms=("Müler",), key="name_ngram"),
        "Der Name ähnelt „Müler“",
        "Název se podobá výrazu „Müler“",
        "The name resembles “Müler”",
    ),
    "word": (
        Reason(code="word", field="description", language="de", terms=("Drehteile",)),
        "Nennt „Drehteile“",
        "Uvádí „Drehteile“ (německy)",
        "Mentions “Drehteile” (in German)",
    ),
    "compound": (
        Reason(code="compound", field="description", language="de", terms=("Teile",)),
        "Nennt eine Zusammensetzung mit „Teile“",
        "Uvádí složené slovo s výrazem „Teile“",
        "Mentions a compound with “Teile”",
    ),
    "place": (
        Reason(code="place", field="place", terms=("Zittau",)),
        "Der Ort passt zu „Zittau“",
        "Místo odpovídá zadání „Zittau“",
        "The place fits “Zittau”",
    ),
    "glossary": (
        Reason(
            code="glossary",
            field="description",
            language="cs",
            terms=("Zulieferer",),
            through=("dodavatel",),
        ),
        "Passt zu „Zulieferer“ – im Tschechischen „dodavatel“",
        "Odpovídá výrazu „Zulieferer“ – česky „dodavatel“",
        "Fits “Zulieferer” – in Czech “dodavatel”",
    ),
    "concept": (
        Reason(
            code="concept", field="sectors", language="cs", terms=("Drehteile",), key="nace:25.53"
        ),
        "Branche 25.53 Metallbearbeitung",
        "Obor 25.53 Obrábění kovů",
        "Sector 25.53 Machining of metals",
    ),
    "procurement": (
        Reason(code="concept", field="cpv", language="cs", terms=("Federn",), key="cpv:44316000"),
        "Warengruppe 44316000 Eisenwaren",
        "Předmět CPV 44316000 Železářské zboží",
        "Procurement group 44316000 Ironmongery",
    ),
    "sector": (
        Reason(code="sector", field="sector_titles", language="de", terms=("Metall",)),
        "Der Titel der Branche enthält „Metall“",
        "Název oboru obsahuje „Metall“",
        "The title of its sector holds “Metall”",
    ),
    "meaning": (
        Reason(code="meaning", field="meaning", language="cs", cosine=0.9),
        "Inhaltlich nah (0,90)",
        "Významově blízké (0,90)",
        "Close in meaning (0.90)",
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_is_a_sentence_in_each_language(client, name):
    reason, *sentences = REASONS[name]
    for language, sentence in zip(LANGUAGES, sentences, strict=True):
        with client.application.test_request_context(f"/{language}/"):
            assert words.as_text(reason, "de", "organisations") == sentence


def test_an_offer_has_a_title_and_no_name(client):
    reason, *_ = REASONS["name"]
    with client.application.test_request_context("/de/"):
        assert words.as_text(reason, "de", "offers") == "Der Titel enthält „Müller“"


def test_every_code_has_words_and_evidence():
    codes = {reason.code for reason, *_ in REASONS.values()}
    assert codes == set(get_args(ReasonCode)) == set(words.EVIDENCE)


def test_words_of_people_are_escaped_and_carry_their_language(client):
    reason = Reason(
        code="glossary",
        field="description",
        language="cs",
        terms=("<b>%(terms)s",),
        through=("a&b", "c", "d", "e", "f"),
    )
    with client.application.test_request_context("/de/"):
        html = words.as_html([reason], "de", "organisations")
    assert html == Markup(
        "Passt zu <em>&lt;b&gt;%(terms)s</em> – im Tschechischen "
        '<em lang="cs">a&amp;b</em>, <em lang="cs">c</em>, '
        '<em lang="cs">d</em>, <em lang="cs">e</em>'
    )


def test_a_kind_of_evidence_is_told_once():
    reasons = [
        Reason(code="word", field="description"),
        Reason(code="compound", field="description"),
        Reason(code="meaning", field="meaning"),
    ]
    assert words.evidence(reasons) == ("word", "meaning")
