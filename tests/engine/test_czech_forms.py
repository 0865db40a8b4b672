"""Any case and number of a Czech word finds any other, with, without and with wrong accents."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from analyzers.loader import analysis
from analyzers.spelling import fold
from engine.client import Engine

pytestmark = pytest.mark.engine

_VIEWS = ("czech_stem", "czech_folded", "lower")
"""The fields that a Czech query asks; one that agrees is enough."""
_ACCENTED = str.maketrans("aeiouy", "áéíóúý")

NOT_JOINED = {
    "vůz": "ů of the nominative is o in all other forms",
    "nůž": "as vůz",
    "firma": "firem looks like a word in -em: problém, systém",
    "střecha": "střeše: ch becomes š in one form of the singular",
}
"""Words of which some forms do not meet, and why."""

Forms = Mapping[str, tuple[str, ...]]
"""By word, each form once."""


@pytest.fixture(scope="module")
def forms() -> Forms:
    text = (Path(__file__).parent / "data" / "czech_paradigms.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {word: tuple(dict.fromkeys(forms.split())) for _, word, forms in rows}


@pytest.fixture(scope="module")
def views(engine: Engine, forms: Forms) -> Mapping[str, Sequence[str]]:
    """How the engine sees each form, and each way that it is typed: a word for each view."""
    index = f"{engine.prefix}-forms"
    engine.client.indices.create(index=index, body={"settings": {"analysis": analysis()}})
    typed = {form for all_forms in forms.values() for form in all_forms}
    typed |= {way(form) for form in typed for way in TYPED.values()}
    words = sorted(typed)
    seen = defaultdict(list)
    for view in _VIEWS:
        body = {"analyzer": view, "text": " ".join(words)}
        answer = engine.client.indices.analyze(index=index, body=body)
        for word, token in zip(words, answer["tokens"], strict=True):
            seen[word].append(token["token"])
    return seen


def _with_wrong_accents(form: str) -> str:
    """Return ``form`` without its first accent, or with one that does not belong there."""
    first = next((c for c in form if c != fold(c)), "")
    if first:
        return form.replace(first, fold(first), 1)
    vowel = next(c for c in form if c in "aeiouy")
    return form.replace(vowel, vowel.translate(_ACCENTED), 1)


TYPED: Mapping[str, Callable[[str], str]] = {
    "right": str,
    "without": fold,
    "wrong": _with_wrong_accents,
}


@pytest.mark.parametrize("accents", TYPED)
def test_of_all_forms_97_percent_find_each_other(
    forms: Forms, views: Mapping[str, Sequence[str]], accents: str
) -> None:
    met = {
        (word, asked, told): _meet(views[TYPED[accents](asked)], views[told])
        for word, all_forms in forms.items()
        for asked in all_forms
        for told in all_forms
    }
    share = sum(met.values()) / len(met)
    missed = {word for (word, _, _), joined in met.items() if not joined}
    assert len(forms) >= 40
    assert missed <= NOT_JOINED.keys(), missed - NOT_JOINED.keys()
    assert share >= 0.97, share


def test_without_accents_a_form_is_what_it_is_with_them(
    forms: Forms, views: Mapping[str, Sequence[str]]
) -> None:
    folded = _VIEWS.index("czech_folded")
    for form in (form for all_forms in forms.values() for form in all_forms):
        assert views[form][folded] == views[fold(form)][folded]


def _meet(asked: Sequence[str], told: Sequence[str]) -> bool:
    return any(one == other for one, other in zip(asked, told, strict=True))
