"""Only what changed since a day."""

import pytest

from core.progress import Silent
from tests.remote.fetching import DECIN_DISTRICT, Fetched, of
from tests.remote.subjects import USTI, ico


def batch(register: str, number: int, day: str, **changes: str) -> dict[str, object]:
    told = [{"icoId": one, "typZmeny": kind} for one, kind in changes.items()]
    return {
        "datovyZdroj": register,
        "cisloDavky": number,
        "datumUvolneniDavky": day,
        "seznamNotifikaci": told,
    }


@pytest.fixture
def changing(stub, fetch: Fetched) -> Fetched:
    """Four subjects in the delivery, and the lists of what changed since."""
    stub.add(*(ico(n) for n in range(1, 5)))
    fetch(district=DECIN_DISTRICT)
    stub.batches = [batch(one, 1, "2026-11-01") for one in ("ros", "res", "vr")]
    stub.asked.clear()
    return fetch


def test_since_a_day_only_what_ares_lists_as_changed_is_fetched(stub, changing):
    stub.batches += [
        batch("vr", 2, "2026-11-10", **{ico(1): "UPD", ico(9): "UPD", "ARES_00000017": "UPD"}),
        batch("res", 3, "2026-11-20", **{ico(2): "DEL"}),
        batch("ros", 4, "2026-11-02", **{ico(3): "UPD"}),
    ]
    del stub.basic[ico(2)]
    stub.vr[ico(1)]["zaznamy"][0]["obchodniJmeno"][0]["hodnota"] = "Nová s.r.o."
    changing(district=DECIN_DISTRICT, since="2026-11-05")
    assert "Nová" in str(changing.delivery[ico(1)]["vr"])
    assert changing.delivery[ico(2)]["unknown"] is True
    asked = {path for path, _ in stub.asked}
    assert of("-vr", ico(3)) not in asked
    assert of("-vr", ico(9)) not in asked


def test_since_a_day_new_subjects_of_the_district_are_fetched(stub, changing):
    stub.add(ico(5), ico(6))
    stub.basic[ico(6)]["sidlo"] = dict(USTI)
    stub.batches.append(batch("res", 2, "2026-11-20", **{ico(5): "INS", ico(6): "INS"}))
    changing(district=DECIN_DISTRICT, since="2026-11-05")
    assert set(changing.delivery) == {ico(n) for n in range(1, 6)}


def test_since_a_day_that_the_lists_do_not_reach_all_are_compared(stub, changing):
    said = []
    stub.batches.append(batch("res", 2, "2026-11-20", **{ico(1): "UPD"}))
    progress = Silent()
    progress.say = said.append
    changing.progress = progress
    changing(district=DECIN_DISTRICT, since="2026-10-01")
    assert "no lists of changes any more that reach back to 2026-10-01" in said[0]
    assert changing.tally.unchanged == 4
