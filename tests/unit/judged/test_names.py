"""Queries of the layer of names: as people write them, the same each time, one answer right."""

import random
from typing import Any

import pytest
from rapidfuzz.distance import OSA

from evaluation.judged import names_placed
from evaluation.judged.names import LAYER
from evaluation.judged.names_known import known
from evaluation.judged.names_queries import asked
from evaluation.judged.names_typing import SHORTEST, mistyped
from evaluation.judged.types import Query


def _document(number: int, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"cz-{number}",
        "kind": "company",
        "language": "cs",
        "country": "CZ",
        "name": name,
        "demo": True,
        "district": "CZ0427",
        "locality": "Ústí nad Labem",
        "localities": ["Ústí nad Labem", "Aussig"],
        "record": {"identifiers": [{"scheme": "ico", "value": "26168685"}]},
        **changes,
    }


def _queries(*documents: dict[str, Any]) -> dict[tuple[str, str], Query]:
    found = LAYER.queries(lambda _corpus: documents)
    assert [one.id for one in found] == [one.id for one in LAYER.queries(lambda _corpus: documents)]
    return {(one.subject, one.group): one for one in found}


def test_one_error_is_one_edit_in_a_word_that_is_long_enough() -> None:
    text = "Kovo Děčín a syn, s.r.o."
    words = text.split()
    for seed in range(300):
        wrong = mistyped(text, random.Random(seed))
        assert wrong is not None
        changed = [pair for pair in zip(words, wrong.split(), strict=True) if pair[0] != pair[1]]
        assert [len(one.strip(",.")) >= SHORTEST for one, _ in changed] == [True]
        assert OSA.distance(text.lower(), wrong.lower()) == 1
    assert mistyped("ABB s.r.o.", random.Random(1)) is None


def test_an_organisation_is_asked_for_in_all_ways_that_it_can_be() -> None:
    found = _queries(_document(1, "Kovo Žába, s.r.o.", former_names=["Kovo Moták a.s."]))
    texts = {way: one.request.text for (_, way), one in found.items()}
    assert texts["as written"] == "Kovo Žába, s.r.o."
    assert texts["without form"] == "Kovo Žába"
    assert texts["reordered"] == "Žába Kovo"
    assert texts["plain"] == "kovo zaba, s.r.o."
    assert texts["place, German"] == "Kovo Žába Aussig"
    assert texts["place, Czech"] in ("Kovo Žába Ústí", "Kovo Žába Ústí nad Labem")
    assert texts["former name"].startswith("Kovo Moták")
    assert "".join(filter(str.isdigit, texts["identifier"])) == "26168685"
    assert all(one.right == {"cz-1"} for one in found.values())


@pytest.mark.parametrize(
    ("district", "asks"), [("CZ0421", "CZ0427"), ("CZ0427", None)], ids=["elsewhere", "same"]
)
def test_a_name_that_another_one_bears_needs_the_district_or_is_left_out(
    district: str, asks: str | None
) -> None:
    other = _document(2, "Žába Kovo a.s.", district=district)
    found = _queries(_document(1, "Kovo Žába, s.r.o."), other)
    one = found.get(("cz-1", "without form"))
    assert (one.request.district if one else None) == asks
    assert found["cz-1", "identifier"].request.district is None


def test_a_typing_error_that_could_be_another_name_is_left_out() -> None:
    one, other = _document(1, "Kovona s.r.o."), _document(2, "Kovana s.r.o.")
    typed = asked(known([one])[0], "mistyped")
    assert typed is not None
    alone = {subject for subject, way in _queries(one) if way == "mistyped"}
    nearer = _document(3, typed.text)
    assert alone == {"cz-1"}
    assert ("cz-1", "mistyped") not in _queries(one, other, nearer)


def test_real_names_get_places_of_the_region_the_same_each_time(tmp_path: Any) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    names_placed.write(first)
    names_placed.write(second)
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_text(encoding="utf-8").splitlines()) == 638
