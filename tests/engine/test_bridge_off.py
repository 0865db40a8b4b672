"""What is switched off is off: no reason names it, and no hit is there through it alone."""

from collections.abc import Iterable, Iterator

import msgspec
import pytest

from matching.answer import BridgePart, Match, Reason, SearchAnswer
from matching.request import SearchRequest
from matching.search import Searcher
from tests.engine.searches import NAMES, SEARCHES

pytestmark = pytest.mark.engine

KINDS = {"glossary", "nace", "cpv", "meaning"}


def kind(part: BridgePart) -> str:
    return part.id.partition(":")[0] if part.kind == "concept" else part.kind


def through(reason: Reason, part_id: str) -> bool:
    return part_id in (reason.key, reason.code)


def asked(searcher: Searcher, request: SearchRequest, *without: str) -> SearchAnswer:
    return searcher.search(msgspec.structs.replace(request, without=without))


def parts(
    searcher: Searcher, request: SearchRequest
) -> Iterator[tuple[BridgePart, tuple[str, ...]]]:
    """Yield each part of the bridge, and what is switched off when it is looked at."""
    for part in asked(searcher, request).bridge:
        yield part, () if part.kind == "meaning" else ("meaning",)


def by_it_alone(matches: Iterable[Match], part_id: str) -> set[str]:
    """Ids of the hits of which every reason is through the part ``part_id``."""
    return {one.id for one in matches if all(through(r, part_id) for r in one.reasons)}


@pytest.mark.parametrize("request_", SEARCHES, ids=NAMES)
def test_a_part_that_is_switched_off_is_off(searcher: Searcher, request_: SearchRequest) -> None:
    for part in asked(searcher, request_).bridge:
        off = asked(searcher, request_, part.id)
        assert not any(one.active for one in off.bridge if one.id == part.id)
        assert all(one.active for one in off.bridge if one.id != part.id)
        assert not [r for one in off.matches for r in one.reasons if through(r, part.id)]
        assert all(one.reasons for one in off.matches)


@pytest.mark.parametrize("request_", SEARCHES, ids=NAMES)
def test_what_is_there_through_a_part_alone_goes_with_it_and_nothing_comes(
    searcher: Searcher, request_: SearchRequest
) -> None:
    """Beside meaning, which a concept draws: without the concept other documents are near."""
    for part, besides in parts(searcher, request_):
        every = asked(searcher, request_, *besides)
        off = asked(searcher, request_, *besides, part.id)
        alone = by_it_alone(every.matches, part.id)
        left = {one.id for one in off.matches}
        assert left <= {one.id for one in every.matches} - alone


def test_each_kind_of_part_leads_somewhere_that_nothing_else_does(searcher: Searcher) -> None:
    """Else the test above would prove nothing of it."""
    leading = {
        kind(part)
        for request in SEARCHES
        for part, besides in parts(searcher, request)
        if by_it_alone(asked(searcher, request, *besides).matches, part.id)
    }
    assert leading == KINDS


@pytest.mark.parametrize("request_", SEARCHES, ids=NAMES)
def test_all_parts_together_can_be_switched_off(
    searcher: Searcher, request_: SearchRequest
) -> None:
    every = {part.id for part in asked(searcher, request_).bridge}
    off = asked(searcher, request_, *every)
    told = {reason.code for one in off.matches for reason in one.reasons}
    assert not told & {"glossary", "concept", "meaning"}
