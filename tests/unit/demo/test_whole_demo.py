"""What the loaders of the real registers make of the demo of 52,000 firms."""

from collections import Counter

from demo.ares import FORMER_ACTIVITY
from indexer import statements
from tests.unit.demo.conftest import ORGANISATIONS


def test_all_firms_arrive_and_three_in_five_are_czech(whole):
    czech, german = len(whole.firms("CZ")), len(whole.firms("DE"))
    # A few rows of lists without a number are for a person to check, so they stand alone.
    assert ORGANISATIONS <= czech + german < 1.001 * ORGANISATIONS
    assert 0.59 <= czech / ORGANISATIONS <= 0.61


def test_institutions_offers_and_events_have_their_numbers(whole):
    institutions = [one for one in whole.organisations if one.id.startswith("demo-")]
    types = Counter(one.type for one in whole.offers)
    assert len(institutions) == 60
    assert types["offer"] + types["request"] == 3_000
    assert types["event"] == 40
    assert min(types["offer"], types["request"]) > 1_200


def test_few_rows_are_bad_and_each_in_a_way_that_is_meant(whole):
    rejections = sum((Counter(one.rejections) for one in whole.manifests), Counter())
    rows = sum(one.records for one in whole.manifests)
    assert set(rejections) == {"duplicate_key", "no_name", "bad_ico"}
    assert 0.0002 < rejections.total() / rows < 0.002
    assert all(one.share_rejected < 0.002 for one in whole.manifests)
    assert sum((Counter(one.remarks) for one in whole.manifests), Counter()) == Counter()


def test_what_is_to_be_left_out_is_left_out(whole):
    skipped = sum((Counter(one.skipped) for one in whole.manifests), Counter())
    assert set(skipped) == {"outside_region", "ended", "natural_person", "superseded"}


def test_firms_of_both_countries_say_what_they_do(whole):
    for country in ("CZ", "DE"):
        firms = whole.firms(country)
        for field, least in (("sectors", 0.8), ("purpose", 0.55), ("products", 0.55)):
            assert sum(bool(getattr(one, field)) for one in firms) > least * len(firms), field
        # The German register may name only a town, and there are two Auerbachs.
        nowhere = [one for one in firms if not (one.place.latitude and one.place.district)]
        assert len(nowhere) < 0.001 * len(firms)
    registered = [one for one in whole.firms("CZ") if one.activities]
    assert len(registered) > 0.55 * len(whole.firms("CZ"))


def test_records_of_several_registers_become_one_firm(whole):
    sources = Counter(
        frozenset(source.source for source in one.provenance) for one in whole.organisations
    )
    assert sources[frozenset({"res", "members"})] > 10_000
    assert sources[frozenset({"offeneregister", "members"})] > 10_000
    assert sources[frozenset({"res", "ares", "members"})] > 200


def test_activities_that_a_register_deleted_do_not_arrive(whole):
    answers = (whole.folder / "ares_vr.jsonl").read_text(encoding="utf-8")
    assert answers.count(FORMER_ACTIVITY) > 20
    assert not any(FORMER_ACTIVITY in one.activities for one in whole.organisations)


def test_everything_says_that_it_is_invented(whole):
    records = [*whole.organisations, *whole.offers]
    assert all(source.demo for one in records for source in one.provenance)
    assert all(".example" in one.website for one in whole.organisations if one.website)


def test_offers_and_events_belong_to_organisations_that_are_there(whole):
    known = {one.id for one in whole.organisations}
    assert [one.id for one in whole.offers if one.organisation not in known] == []


def test_the_statements_to_embed_are_few(whole, capsys):
    by_part: dict[str, set[str]] = {}
    for one in whole.organisations:
        for said in statements.of_organisation(one):
            by_part.setdefault(said.source, set()).add(said.text)
    for offer in whole.offers:
        for said in statements.of_offer(offer):
            by_part.setdefault(said.source, set()).add(said.text)
    distinct = len(set().union(*by_part.values()))
    with capsys.disabled():
        parts = ", ".join(f"{part} {len(texts)}" for part, texts in sorted(by_part.items()))
        print(f"\n{distinct} distinct statements ({parts})")
    assert 3_000 < distinct <= 8_000


def test_hardly_any_purpose_is_shared(whole):
    purposes = Counter(one.purpose for one in whole.organisations if one.purpose)
    sentences = Counter(
        sentence
        for one in whole.organisations
        if one.purpose
        for sentence in statements.of_organisation(one)
        if sentence.source == "purpose"
    )
    assert purposes.most_common(1)[0][1] < 0.002 * purposes.total()
    assert len(purposes) > 0.3 * purposes.total()
    assert sentences.most_common(1)[0][1] < 0.01 * purposes.total()


def test_offers_repeat_each_other_seldom(whole):
    wordings = Counter((one.title, one.text) for one in whole.offers)
    assert wordings.most_common(1)[0][1] <= 15
    assert len(wordings) > 0.5 * len(whole.offers)


def test_writing_takes_less_than_twenty_seconds(whole):
    assert whole.seconds < 20
