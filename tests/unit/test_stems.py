"""Inflected and unaccented forms of a word become one."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from analyzers import stems
from analyzers.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "dodavatel dodavatelé dodavatele dodavatelů dodavatelům dodavatelum dodavateli",
        "soustružené soustružených soustruzene soustružený soustružená",
        "díl díly dílů dílech dily dilu dilum",
        "slévárna slévárny slévárně sleváren slevarna slevaren",
        "plastový plastové plastových plastovými plastovych",
        "systém systémy systémů systémech systemu",
        "stavba stavby staveb staveb stavbami",
        "zámečník zámečníci zámečníků zamecniku",
        "trubka trubky trubek trubkami",
        "frézování frezovani frézováním",
        "technika technice techniky techniku",
        "sklo skla skel",
    ],
)
def test_forms_of_a_czech_word(forms: str) -> None:
    assert len({stem(form, "cs") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "Drehteil Drehteile Drehteilen",
        "Gießerei Gießereien Giesserei Giessereien",
        "Möbel Moebel Möbeln",
        "Haus Häuser Haeuser Häusern",
        "Werkzeug Werkzeuge Werkzeugen",
        "Straße Strasse Straßen",
    ],
)
def test_forms_of_a_german_word(forms: str) -> None:
    assert len({stem(form, "de") for form in forms.split()}) == 1


def test_forms_of_an_english_word() -> None:
    assert len({stem(form, "en") for form in ("machine", "machines", "Machining")}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("cs", "výroba", "výrobce"),
        ("cs", "dřevo", "drůbež"),
        ("cs", "stroje", "strojírenství"),
        ("de", "Gießerei", "Gießen"),
        ("de", "Werkzeug", "Werkstoff"),
    ],
)
def test_different_words_stay_apart(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_another_language_is_only_put_in_lower_case() -> None:
    assert stem("Maszyny", "pl") == "maszyny"


def test_threads_do_not_disturb_each_other():
    words = [f"{word}{ending}" for word in ("gießerei", "dreherin") for ending in range(500)]
    words += [f"{number}lieferungen" for number in range(1000)]
    expected = [stem(word, "de") for word in words]
    stems._snowball.cache_clear()
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(
                threads.map(lambda part: [stem(w, "de") for w in words[part::4]], range(4))
            )
    finally:
        sys.setswitchinterval(pause)
    assert found == [expected[part::4] for part in range(4)]
