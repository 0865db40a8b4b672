"""Concepts are named across both classifications."""

import pytest

from taxonomy import concepts


def test_every_concept_has_a_title_in_each_language_and_stands_once() -> None:
    ids = concepts.all_concepts()
    assert len(ids) == len(set(ids)) > 4000
    for id_ in ids:
        assert all(concepts.title(id_, language) for language in concepts.LANGUAGES)


@pytest.mark.parametrize(
    ("id_", "above"),
    [
        ("nace:25.53", ("nace:25.5", "nace:25")),
        ("nace:25", ()),
        ("cpv:44316000", ("cpv:44310000", "cpv:44300000", "cpv:44000000")),
        # The group of this class has no other one and is left out.
        ("nace:12.00", ("nace:12",)),
    ],
)
def test_a_concept_is_a_part_of_those_above_it(id_: str, above: tuple[str, ...]) -> None:
    assert concepts.ancestors(id_) == above


def test_an_unknown_concept_has_no_title() -> None:
    with pytest.raises(KeyError):
        concepts.title("nace:00.00", "de")
