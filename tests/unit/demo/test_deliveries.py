"""What court registers and the LEI register tell of a part of the demo's firms."""

import pytest

import demo
from core.records import Organisation
from tests.unit.sources.reading import Read

FIRMS = 3_000


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return demo.write(tmp_path_factory.mktemp("deliveries"), FIRMS, seed=11)


@pytest.fixture(scope="module")
def read(written):
    """What each format gives, by its name; several lists of members come one after the other."""
    found = {}
    for source in written.sources:
        found.setdefault(source.format, []).append(
            Read(source.format, *source.files, mapping=source.mapping)
        )
    return found


def of(read, formats):
    return [
        one
        for name in formats
        for found in read[name]
        for one in found.records
        if isinstance(one, Organisation)
    ]


NEW = ("justice", "xjustiz", "gleif")


@pytest.mark.parametrize("name", NEW)
def test_every_entry_of_a_delivery_is_taken_or_superseded(read, name):
    (found,) = read[name]
    assert found.rejected == []
    assert found.remarks == []
    assert set(found.skipped) <= {"superseded"}


@pytest.mark.parametrize(("name", "share"), [("justice", 0.6), ("xjustiz", 0.4), ("gleif", 1)])
def test_a_delivery_holds_three_of_a_hundred_firms(read, name, share):
    assert len(of(read, [name])) == pytest.approx(FIRMS * share * 0.03, abs=1)


def test_deliveries_tell_of_the_firms_that_other_registers_have(read):
    others = {one.id for one in of(read, set(read) - set(NEW))}
    assert {one.id for one in of(read, NEW)} <= others


def test_deliveries_differ_as_registers_do(read):
    usual = {one.id: one for one in of(read, ["offeneregister", "res"])}
    pairs = [(one, usual[one.id]) for one in of(read, NEW) if one.id in usual]
    assert sum(one.place.number != other.place.number for one, other in pairs) > 5
    assert sum(one.name != other.name for one, other in pairs) > 3
    assert sum(bool(one.former_names) for one, _ in pairs) > 5


def test_extracts_tell_purposes_that_are_known_already(read):
    known = {one.purpose for one in of(read, ["members"])}
    told = [one.purpose for one in of(read, ["xjustiz"])]
    assert all(told)
    assert any(purpose in known for purpose in told)


def test_some_firms_belong_to_another_one_of_the_demo(read):
    firms = of(read, ["gleif"])
    numbers = {one for firm in firms for one in firm.identifiers}
    owned = [firm for firm in firms if firm.parents]
    assert owned
    assert all(set(firm.parents) <= numbers for firm in owned)


def test_the_persons_in_the_files_reach_no_record(read):
    everything = repr([found.outcomes for several in read.values() for found in several])
    assert "Keskryti" not in everything
    assert "Nichtlesen" not in everything
