"""What of a record may leave."""

import pytest

from core.records import Difference, Identifier, Offer, Organisation, Related
from indexer.privacy import FIELDS, BlockRule, Rules, released
from tests.unit.indexer.records import offer, organisation

SOLE_TRADER = organisation(
    id="cz-71111111",
    name="Jana Nováková",
    legal_form="cz-101",
    identifiers=(Identifier("ico", "71111111"), Identifier("vat", "CZ7552012345")),
    former_names=(),
)


def _rules(*blocks: BlockRule, natural_persons: bool = False) -> Rules:
    return Rules.of(blocks, natural_persons=natural_persons)


def test_natural_persons_stay_away_unless_they_are_configured_and_then_without_tax_number() -> None:
    assert released(SOLE_TRADER, _rules()) == "natural_person"
    taken = released(SOLE_TRADER, _rules(natural_persons=True))
    assert isinstance(taken, Organisation)
    assert taken.identifiers == (Identifier("ico", "71111111"),)
    firm = organisation(identifiers=(Identifier("vat", "CZ26168685"),))
    assert released(firm, _rules()) == firm


@pytest.mark.parametrize("ended", [{"status": "ended"}, {"ended": "2024-01-31"}])
def test_what_has_ended_stays_away(ended: dict[str, str]) -> None:
    assert released(organisation(**ended), _rules()) == "ended"


@pytest.mark.parametrize("known_as", ["cz-00012345", "ico:00012345", "de-chemnitz-hrb-1"])
def test_a_blocked_organisation_is_known_by_its_id_its_numbers_and_its_other_ids(
    known_as: str,
) -> None:
    record = organisation(aliases=("de-chemnitz-hrb-1",))
    assert released(record, _rules(BlockRule((known_as,)))) == "blocked"
    assert released(record, _rules(BlockRule(("cz-99999999",)))) == record


@pytest.mark.parametrize("field", FIELDS)
def test_a_blocked_field_is_empty_and_no_difference_tells_it(field: str) -> None:
    fields = FIELDS[field] or ("place",)
    record = organisation(
        size_class="10-49",
        research_fields=("Textil",),
        members=("A s.r.o.",),
        member_count=1,
        related=(Related(id="de-1", name="Kovo GmbH", country="DE", reason="same_name"),),
        parents=(Identifier("lei", "529900T8BM49AURSDO55"),),
        differences=tuple(
            Difference(field=name, value="other", source="ares", dataset="ares") for name in fields
        ),
    )
    left = released(record, _rules(BlockRule((record.id,), field)))
    assert isinstance(left, Organisation)
    assert left.differences == ()
    if field == "street":
        assert (left.place.street, left.place.latitude) == ("", None)
        assert left.place.locality == record.place.locality
    else:
        assert not any(getattr(left, name) for name in fields)
    assert left.name == record.name


def test_offers_of_a_blocked_organisation_stay_away_by_id_and_by_name() -> None:
    firm = organisation(
        id="cz-1", name="Truhlářství Malík", legal_form="", aliases=("de-2",), former_names=()
    )
    rules = _rules(BlockRule(("ico:00012345",))).knowing(
        [firm, organisation(id="x", identifiers=())]
    )
    for belongs in ("cz-1", "de-2"):
        assert released(offer(organisation=belongs, organisation_name=""), rules) == "blocked"
    unknown = offer(organisation="", organisation_name="truhlarstvi MALIK")
    assert released(unknown, rules) == "blocked"
    assert isinstance(released(offer(organisation="cz-3"), rules), Offer)


def test_others_do_not_tell_the_name_of_a_blocked_organisation() -> None:
    blocked = organisation(id="cz-1", name="Jana Nováková", identifiers=(), former_names=())
    rules = _rules(BlockRule(("cz-1",))).knowing([blocked])
    chamber = organisation(
        id="cz-2",
        name="Komora Děčín",
        identifiers=(),
        purpose="Vedeme komoru. Předsedá Jana Nováková. Radíme.",
        members=("Kovo s.r.o.", "JANA NOVAKOVA"),
        related=(Related(id="cz-1", name="Jana Nováková", country="CZ", reason="parent"),),
        differences=(
            Difference(field="name", value="Jana Nováková, komora", source="a", dataset="a"),
        ),
    )
    left = released(chamber, rules)
    assert isinstance(left, Organisation)
    assert "Nov" not in repr(left).replace("Kovo", "")
    assert left.purpose == "Vedeme komoru. Radíme."
    assert left.members == ("Kovo s.r.o.",)
    text = released(offer(text="Nabízíme díly. Kontakt: Jana Nováková."), rules)
    assert isinstance(text, Offer)
    assert text.text == "Nabízíme díly."


def test_a_blocked_name_of_one_word_takes_no_texts_of_others_with_it() -> None:
    blocked = organisation(id="cz-1", name="Stavba s.r.o.", identifiers=(), former_names=())
    rules = _rules(BlockRule(("cz-1",))).knowing([blocked])
    other = organisation(id="cz-2", identifiers=(), purpose="Stavba mostů. Stavba s. r. o. též.")
    left = released(other, rules)
    assert isinstance(left, Organisation)
    assert left.purpose == "Stavba mostů."


def test_who_may_not_leave_is_nobodys_relation_and_offers_nothing() -> None:
    gone = organisation(id="cz-1", identifiers=(), status="ended")
    rules = _rules().knowing([gone])
    related = tuple(
        Related(id=one, name="Kovo", country="CZ", reason="parent") for one in ("cz-1", "cz-2")
    )
    left = released(organisation(id="cz-3", related=related), rules)
    assert isinstance(left, Organisation)
    assert [one.id for one in left.related] == ["cz-2"]
    assert released(offer(organisation="cz-1", organisation_name=""), rules) == "ended"
