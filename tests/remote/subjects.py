"""Invented subjects as ARES tells of them, made of real samples or generated from the contract."""

import json
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from stdnum.cz import dic

from tests.unit.sources.reading import DATA

Json = dict[str, Any]

ROOT = DATA.parents[1]
CONTRACT = json.loads(
    (ROOT / "indexer" / "remote" / "contract" / "ares-1.3.0.json").read_text("utf-8")
)
SCHEMAS: Mapping[str, Json] = CONTRACT["components"]["schemas"]

DECIN = {"kodObce": 562335, "nazevObce": "Děčín", "kodKraje": 60, "psc": 40502, "kodStatu": "CZ"}
USTI = {"kodObce": 554804, "nazevObce": "Ústí nad Labem", "kodKraje": 60, "psc": 40001}
PERSON = "Jana Nepřejmenovaná"
"""Stands for every natural person in the answers; must never be written anywhere."""


def ico(number: int) -> str:
    """Return a valid IČO that begins with ``number``."""
    start = f"{number:07d}"
    return start + dic.calc_check_digit_legal(start)


@cache
def sample(name: str) -> str:
    """Return a real answer as text."""
    return (DATA / "ares" / name).read_text("utf-8")


def basic(number: str, **changes: Any) -> Json:
    """Return a basic answer made of a real one, with what an answer can hold besides."""
    answer = json.loads(sample("26168685_seznam_basic_2023.json"))
    return {
        **answer,
        "ico": number,
        "icoId": number,
        "obchodniJmeno": f"Firma {number} s.r.o.",
        "pravniForma": "112",
        "sidlo": {**DECIN, "textovaAdresa": "Dlouhá 5, 40502 Děčín", "doplnekAdresy": PERSON},
        "datumAktualizace": "2026-11-01",
        "adresaDorucovaci": {"radekAdresy1": PERSON},
        "dic": f"CZ{number}",
        **changes,
    }


def statistics(number: str) -> Json:
    """Return an answer of the statistical register."""
    answer = json.loads(sample("49240901_raiffeisenbank_res_2026_trimmed.json"))
    answer["icoId"] = answer["zaznamy"][0]["ico"] = number
    answer["zaznamy"][0]["obchodniJmeno"] = f"Firma {number} s.r.o."
    return answer


def register(number: str) -> Json:
    """Return an answer of the public register, with persons wherever the contract has them."""
    answer = json.loads(sample("49240901_raiffeisenbank_vr_2026_trimmed.json"))
    record = answer["zaznamy"][0]
    record["ico"] = [{"hodnota": number, "datumZapisu": "1993-06-25"}]
    record["obchodniJmeno"] = [{"hodnota": f"Firma {number} s.r.o.", "datumZapisu": "2006-01-02"}]
    record["spisovaZnacka"][0]["vlozka"] = 2051
    who = {"fyzickaOsoba": {"jmeno": PERSON, "datumNarozeni": "1970-01-01"}}
    record |= {
        "statutarniOrgany": [{"nazevOrganu": "jednatel", "clenoveOrganu": [who]}],
        "spolecnici": [{"spolecnik": [{"osoba": who}]}],
        "ostatniSkutecnosti": [{"hodnota": f"Prokurista {PERSON}"}],
        "insolvence": [
            {"datumZapisu": "2020-01-01", "datumVymazu": "2021-01-01", "spravce": [who]}
        ],
        "novyOrgan": [{"osoba": PERSON}],
    }
    answer["icoId"] = number
    answer.pop("datumAktualizace")
    answer.pop("stavSubjektu")
    return answer


def generated(schema: str, chance: random.Random) -> Any:
    """Return some value that fits a schema of the contract."""
    return _value({"$ref": f"#/components/schemas/{schema}"}, chance)


def _value(schema: Mapping[str, Any], chance: random.Random) -> Any:
    if "$ref" in schema:
        return _object(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]], chance)
    kind = schema.get("type", "object")
    if kind == "array":
        return [_value(schema["items"], chance) for _ in range(chance.randint(0, 2))]
    if kind == "object":
        return _object(schema, chance)
    if kind == "integer":
        return chance.randint(schema.get("minimum", 0), schema.get("maximum", 999))
    if kind == "boolean":
        return chance.random() < 0.5
    return _text(schema, chance)


def _object(schema: Mapping[str, Any], chance: random.Random) -> Any:
    if "enum" in schema:
        return chance.choice(schema["enum"])
    made: Json = {}
    for part in schema.get("allOf", ()):
        made |= _value(part, chance)
    needed = {key for way in _needed(schema) for key in way[:1]}
    for key, one in schema.get("properties", {}).items():
        if key in needed or chance.random() < 0.7:
            made[key] = _value(one, chance)
    for key in needed - made.keys():
        made |= {key: _value(_property(schema, key), chance)}
    return made


def _needed(schema: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    found: Sequence[Sequence[str]] = schema.get("x-needed", ())
    return found


def _property(schema: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the schema of a key of ``schema`` or of those that it extends."""
    for part in (schema, *schema.get("allOf", ())):
        inner = SCHEMAS[part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part
        if key in inner.get("properties", {}):
            found: Mapping[str, Any] = inner["properties"][key]
            return found
        if inner is not schema and "allOf" in inner:
            return _property(inner, key)
    raise KeyError(key)


def _text(schema: Mapping[str, Any], chance: random.Random) -> str:
    if schema.get("format") == "date":
        return f"{chance.randint(1990, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    if "pattern" in schema:
        # All patterns of the contract ask for digits, some with a prefix that may be left out.
        length = schema.get("minLength", 8)
        return ico(chance.randint(1, 9_999_999)) if length == 8 else "1" * length
    if "enum" in schema:
        return str(chance.choice(schema["enum"]))
    length = min(schema.get("maxLength", 12), 12)
    return "".join(chance.choice("aábcčdeéěfghi 0123") for _ in range(length)) or "x"
