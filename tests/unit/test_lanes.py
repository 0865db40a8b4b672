"""The lists of the document languages become one without either drowning."""

from matching.lanes import NEAR, SAID, SURE, Entry, merged


def _lane(name: str, *evidence: int) -> list[Entry]:
    return [
        Entry(id=f"{name}{i}", score=100.0 - i, evidence=e, lane=name, place=i)
        for i, e in enumerate(evidence)
    ]


def _ids(entries: tuple[Entry, ...]) -> str:
    return " ".join(e.id for e in entries)


def test_lanes_of_equal_evidence_take_turns_and_the_other_language_begins() -> None:
    lanes = {"de": _lane("de", SAID, SAID, SAID), "cs": _lane("cs", SAID, SAID, SAID), "en": []}
    assert _ids(merged(lanes, "de", 6)) == "cs0 de0 cs1 de1 cs2 de2"
    assert _ids(merged(lanes, "cs", 6)) == "de0 cs0 de1 cs1 de2 cs2"


def test_a_lane_with_meaning_alone_gets_a_third_of_the_room() -> None:
    lanes = {"de": _lane("de", *[SAID] * 10), "cs": _lane("cs", *[NEAR] * 10), "en": []}
    first = merged(lanes, "de", 9)
    assert sum(e.lane == "cs" for e in first) == 3


def test_what_names_one_organisation_comes_first_whatever_its_language() -> None:
    lanes = {"de": _lane("de", SURE, SAID), "cs": _lane("cs", SAID, SAID), "en": []}
    assert _ids(merged(lanes, "de", 3)) == "de0 cs0 de1"


def test_an_exhausted_lane_leaves_its_room_to_the_others() -> None:
    lanes = {"de": _lane("de", SAID), "cs": _lane("cs", *[SAID] * 5), "en": []}
    assert _ids(merged(lanes, "de", 6)) == "cs0 de0 cs1 cs2 cs3 cs4"


def test_a_longer_list_begins_with_the_shorter_one() -> None:
    lanes = {
        "de": _lane("de", SURE, *[SAID] * 7, *[NEAR] * 9),
        "cs": _lane("cs", *[SAID] * 3, *[NEAR] * 12),
        "en": _lane("en", *[SAID] * 4),
    }
    whole = merged(lanes, "cs", 100)
    assert len(whole) == 36
    for count in range(36):
        assert merged(lanes, "cs", count) == whole[:count]


def test_sure_hits_of_equal_score_stand_in_order_of_id_whatever_lane_found_them() -> None:
    """Other lanes, other order of lanes, the same list."""
    found = {
        lane: [Entry(id=id_, score=7.0, evidence=SURE, lane=lane, place=place)]
        for place, (lane, id_) in enumerate((("de", "b"), ("cs", "c"), ("en", "a")))
    }
    turned = dict(reversed(found.items()))
    for lanes in (found, turned):
        assert _ids(merged(lanes, "de", 3)) == _ids(merged(lanes, "cs", 3)) == "a b c"
