"""Real names, judged by hand: the form is told and taken off."""

import pytest

from evaluation.legal_forms import judged
from taxonomy import legalforms
from taxonomy.folding import fold


@pytest.mark.parametrize("half", ["looked_at", "report"])
def test_of_real_names_99_of_100_lose_their_form(half):
    cases = [case for case in judged() if case.half == half]
    parsed = [legalforms.parse(case.name, case.country) for case in cases]
    wrong = [
        (case.name, one.code, one.stem)
        for case, one in zip(cases, parsed, strict=True)
        if one.code != case.form or fold(one.stem) != fold(case.rest)
    ]
    assert len(cases) > 250
    assert len(wrong) <= 0.01 * len(cases), wrong
