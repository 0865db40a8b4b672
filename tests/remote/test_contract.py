"""The contract with ARES: what is kept, what fits, and what is said when it does not."""

import json
import random

import pytest

from indexer.remote import contract
from indexer.remote.contract import Misfit
from indexer.sources.ares_schema import VERSION
from tests.remote import subjects
from tests.remote.subjects import CONTRACT, PERSON, SCHEMAS, basic, ico

ASKED = [
    "EkonomickySubjekt",
    "EkonomickeSubjektySeznam",
    "EkonomickySubjektRes",
    "EkonomickySubjektVr",
    "SeznamNotifikacnichDavek",
    "NotifikacniDavkaZaznam",
]


def keys(schema: str) -> set[str]:
    """Return all keys of a schema, with those that it extends."""
    found = set()
    for part in (SCHEMAS[schema], *SCHEMAS[schema].get("allOf", ())):
        if "$ref" in part:
            found |= keys(part["$ref"].rsplit("/", 1)[1])
        found |= part.get("properties", {}).keys()
    return found


def test_the_version_that_is_named_is_the_one_of_the_contract():
    assert f"API description {CONTRACT['info']['version']}" in VERSION


def test_what_is_left_out_is_not_described_and_what_is_needed_is():
    for name, schema in SCHEMAS.items():
        assert not schema.get("x-left-out", {}).keys() & keys(name)
        assert {key for way in schema.get("x-needed", ()) for key in way} <= keys(name)


@pytest.mark.parametrize("schema", ASKED)
def test_every_answer_that_the_contract_describes_fits_and_is_kept_whole(schema):
    chance = random.Random(schema)
    for _ in range(100):
        answer = subjects.generated(schema, chance)
        kept = contract.kept(schema, answer, "/x")
        assert kept.value == answer
        assert kept.unknown == set()


def test_a_real_answer_fits():
    answer = json.loads(subjects.sample("26168685_seznam_basic_2023.json"))
    kept = contract.kept("EkonomickySubjekt", answer, "/x")
    assert kept.value == {key: one for key, one in answer.items() if key != "adresaDorucovaci"}


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        ("EkonomickySubjekt", basic(ico(1))),
        ("EkonomickySubjektVr", subjects.register(ico(1))),
        ("EkonomickeSubjektySeznam", {"pocetCelkem": 1, "ekonomickeSubjekty": [basic(ico(1))]}),
    ],
)
def test_no_person_is_kept_wherever_an_answer_names_one(schema, answer):
    assert PERSON in json.dumps(answer, ensure_ascii=False)
    kept = contract.kept(schema, answer, "/x")
    assert PERSON not in json.dumps(kept.value, ensure_ascii=False)


def test_keys_that_the_contract_does_not_know_are_dropped_and_named():
    answer = basic(ico(1), novy={"x": 1}, sidlo={"kodObce": 1, "novyKod": 2})
    kept = contract.kept("EkonomickySubjekt", answer, "/x")
    assert kept.unknown == {"novy", "sidlo.novyKod"}
    assert "novy" not in kept.value
    assert kept.value["sidlo"] == {"kodObce": 1}


def test_a_key_that_may_be_a_name_is_not_repeated():
    assert contract.kept("EkonomickySubjekt", basic(ico(1), **{PERSON: 1}), "/x").unknown == set()


def test_a_key_without_a_value_is_none():
    kept = contract.kept("EkonomickySubjekt", basic(ico(1), datumZaniku=None), "/x")
    assert "datumZaniku" not in kept.value


@pytest.mark.parametrize(
    ("schema", "answer", "said"),
    [
        ("EkonomickySubjekt", basic(ico(1), obchodniJmeno=[PERSON]), "obchodniJmeno is no string"),
        ("EkonomickySubjekt", basic(ico(1), sidlo={"psc": "400 01"}), "sidlo.psc is no integer"),
        ("EkonomickySubjekt", basic(ico(1), sidlo=PERSON), "sidlo is no object"),
        ("EkonomickySubjekt", basic(ico(1), datumVzniku="5. 4. 2000"), "datumVzniku is no date"),
        ("EkonomickySubjekt", basic(ico(1), pravniForma="sro"), "pravniForma does not keep to"),
        ("EkonomickySubjekt", basic(ico(1), ico=None, icoId=None), "has no ico and no icoId"),
        ("EkonomickySubjekt", [PERSON], "the answer is no object"),
        ("EkonomickySubjekt", None, "the answer is no object"),
        ("EkonomickySubjektVr", {"icoId": ico(1), "records": []}, "the answer has no zaznamy"),
        ("EkonomickeSubjektySeznam", {"pocet": 1}, "the answer has no pocetCelkem"),
        (
            "EkonomickySubjektVr",
            {"zaznamy": [{"obchodniJmeno": [{"hodnota": [PERSON]}]}]},
            "zaznamy.obchodniJmeno.hodnota is no string",
        ),
    ],
)
def test_an_answer_that_does_not_fit_gives_one_sentence_with_path_key_and_version(
    schema, answer, said
):
    with pytest.raises(Misfit) as caught:
        contract.kept(schema, answer, "/ekonomicke-subjekty/x")
    sentence = str(caught.value)
    assert sentence.startswith("/ekonomicke-subjekty/x answered otherwise than ARES REST v3 (")
    assert said in sentence
    assert PERSON not in sentence


def test_depth_costs_nothing():
    deep = value = {}
    for _ in range(500):
        value["sidlo"] = value = {}
    with pytest.raises(Misfit):
        contract.kept("EkonomickySubjekt", deep, "/x")
