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
        "Die Beschreibung nennt „Drehteile“",
        "Popis uvádí „Drehteile“ (německy)",
        "The description mentions “Drehteile” (in German)",
    ),
    "compound": (
        Reason(code="compound", field="description", language="de", terms=("Teile",)),
        "Die Beschreibung nennt eine Zusammensetzung mit „Teile“",
        "Popis uvádí složené slovo s výrazem „Teile“",
        "The description mentions a compound with “Teile”",
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
        "Über den Glossareintrag „Zulieferer“ – im Tschechischen „dodavatel“",
        "Přes slovníkové heslo „Zulieferer“ – česky „dodavatel“",
        "Through the glossary entry “Zulieferer” – in Czech “dodavatel”",
    ),
    "concept": (
        Reason(
            code="concept", field="sectors", language="cs", terms=("Drehteile",), key="nace:25.53"
        ),
        "Eingetragen in der Branche 25.53 Metallbearbeitung",
        "Zapsaný obor 25.53 Obrábění kovů",
        "Registered in the sector 25.53 Machining of metals",
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
        Reason(code="meaning", field="meaning", language="cs", cosine=0.9, nearness="very near"),
        "Inhaltlich sehr nah",
        "Významově velmi blízké",
        "Very close in meaning",
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
        ((_, html),) = words.lines([reason], "de", "organisations")
    assert html == Markup(
        "Über den Glossareintrag <em>&lt;b&gt;%(terms)s</em> – im Tschechischen "
        '<em lang="cs">a&amp;b</em>, <em lang="cs">c</em>, '
        '<em lang="cs">d</em>, <em lang="cs">e</em>'
    )


def lines(client, language, *reasons):
    with client.application.test_request_context(f"/{language}/"):
        told = words.lines(reasons, "de", "organisations")
        return [(kind, text.striptags()) for kind, text in told]


def entry(query, term, field="description"):
    return Reason(
        code="glossary",
        field=field,
        language="cs",
        terms=(query,),
        through=(term,),
        key=f"g:{query.lower()}",
    )


def sector(code, field="sectors"):
    return Reason(code="concept", field=field, language="cs", key=f"nace:{code}")


def test_a_kind_of_evidence_has_one_line_and_like_reasons_one_phrase(client):
    reasons = (
        entry("Zulieferer", "dodavatel"),
        Reason(code="word", field="description", language="cs", terms=("CNC",)),
        Reason(code="word", field="description", language="cs", terms=("ISO",)),
        sector("25.53"),
        entry("Drehteile", "soustružené díly"),
        sector("25.62"),
        Reason(code="meaning", field="meaning", language="cs", cosine=0.4, nearness="near"),
    )
    assert lines(client, "cs", *reasons) == [
        (
            "translation",
            "Přes slovníková hesla Zulieferer – česky dodavatel; "
            "Drehteile – česky soustružené díly",
        ),
        ("word", "Popis uvádí CNC, ISO"),
        ("sector", "Zapsané obory 25.53 Obrábění kovů; 25.62 Výroba zámků a kování"),
        ("meaning", "Významově blízké"),
    ]


def test_a_page_tells_an_entry_and_a_concept_once_in_its_surest_field(client):
    told = lines(
        client,
        "de",
        entry("Drehteile", "soustružené díly"),
        sector("25.53"),
        entry("Drehteile", "soustružené součásti", "sector_titles"),
        sector("25.53", "description"),
    )
    assert told == [
        ("translation", "Über den Glossareintrag Drehteile – im Tschechischen soustružené díly"),
        ("sector", "Eingetragen in der Branche 25.53 Metallbearbeitung"),
    ]
    assert lines(client, "de", sector("25.53", "description")) == [
        ("sector", "Die Beschreibung passt zur Branche 25.53 Metallbearbeitung")
    ]
    assert lines(client, "cs", entry("Drehteile", "díly", "sector_titles")) == [
        ("translation", "V názvu oboru přes slovníkové heslo Drehteile – česky díly")
    ]


@pytest.mark.parametrize(
    ("nearness", "phrase"),
    [
        ("very near", "Významově velmi blízké"),
        ("near", "Významově blízké"),
        ("related", "Významově příbuzné"),
    ],
)
def test_nearness_is_told_in_words(client, nearness, phrase):
    reason = Reason(code="meaning", field="meaning", language="cs", nearness=nearness)
    assert lines(client, "cs", reason) == [("meaning", phrase)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Nicht gefunden: Messing, <b>"),
        ("cs", "Nenalezeno: Messing, <b>"),
        ("en", "Not found: Messing, <b>"),
    ],
)
def test_what_a_result_lacks_is_told(client, language, line):
    with client.application.test_request_context(f"/{language}/"):
        assert (
            words.missing(("Messing", "<b>"), "de")
            .striptags()
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            == line
        )
        assert words.missing((), "de") == ""
        assert words.missing(tuple("abcdef"), "de").striptags().endswith("a, b, c, d …")
