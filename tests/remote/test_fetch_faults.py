"""What a fetch does when answers do not fit or do not come."""

import pytest

from core.errors import DataError
from indexer.remote.fetch import Away
from indexer.remote.patience import TRIES
from tests.remote.fetching import of
from tests.remote.stub import fault
from tests.remote.subjects import ico


def test_an_answer_that_does_not_fit_leaves_the_others(stub, fetch):
    stub.add(ico(1), ico(2), ico(3))
    stub.basic[ico(2)]["sidlo"] = {"psc": "400 01"}
    stub.vr[ico(3)] = {"subjekt": {}}
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1)}
    said = " ".join(fetch.tally.misfits.sentences)
    assert f"{of('', ico(2))} answered otherwise than ARES REST v3" in said
    assert "sidlo.psc is no integer" in said
    assert f"{of('-vr', ico(3))} answered" in said
    assert "has no zaznamy" in said


def test_when_no_answer_fits_the_fetch_says_so_and_keeps_the_delivery(stub, fetch):
    stub.add(ico(1), ico(2))
    fetch(ico(1), ico(2))
    before = fetch.delivery
    for number in (ico(1), ico(2)):
        stub.basic[number]["pravniForma"] = {"kod": 112}
    with pytest.raises(DataError, match=r"None of \d answers fits. .*pravniForma is no string"):
        fetch(ico(1), ico(2))
    assert fetch.delivery == before


def test_an_answer_on_another_subject_is_not_taken(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.vr[ico(1)] = stub.vr[ico(2)]
    fetch(ico(1), ico(2))
    assert set(fetch.delivery) == {ico(2)}
    assert "answered with another subject" in fetch.tally.misfits.sentences[0]


def test_keys_of_a_newer_version_are_named(stub, fetch):
    stub.add(ico(1), noveUdaje={"x": 1})
    assert fetch(ico(1)).unknown_keys == {"noveUdaje", "zaznamy.novyOrgan"}


def test_one_subject_that_cannot_be_had_leaves_the_others_and_is_asked_next_time(stub, fetch):
    stub.add(ico(1), ico(2), ico(3))
    stub.always[of("-vr", ico(2))] = fault(500)
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1), ico(3)}
    assert fetch.tally.failed.number == 1
    stub.always.clear()
    fetch(ico(1), ico(2), ico(3))
    assert set(fetch.delivery) == {ico(1), ico(2), ico(3)}


def test_a_server_that_is_away_ends_the_fetch_and_what_was_fetched_stays(stub, fetch):
    numbers = [ico(n) for n in range(1, 11)]
    stub.add(*numbers)
    stub.always |= {of("-res", number): fault(503) for number in numbers[4:]}
    with pytest.raises(Away, match="status 503"):
        fetch(*numbers)
    assert fetch.tally.fetched == 4
    assert fetch.tally.failed.number == 3
    assert stub.count(of("-res", numbers[6])) == TRIES
    assert stub.count(of("-res", numbers[7])) == 0
    stub.always.clear()
    stub.asked.clear()
    fetch(*numbers)
    assert set(fetch.delivery) == set(numbers)
    assert stub.count(of("-res", numbers[0])) == 0


def test_a_server_that_wants_to_be_left_alone_ends_the_fetch_at_once(stub, fetch):
    stub.add(ico(1), ico(2))
    stub.faults.extend([None, None, fault(429, Retry_After="7200")])
    with pytest.raises(Away, match="120 minutes"):
        fetch(ico(1), ico(2))
    assert len(stub.asked) == 3
