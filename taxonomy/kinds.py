"""What an organisation is, told by its name and its legal form together.

A legal form alone seldom tells: universities and chambers often write none, and clusters are clubs
among others. The rules with their reasons are ``taxonomy/data/kinds/rules.yaml``.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from core.errors import DataError
from core.records import Kind
from core.strict import parse
from taxonomy import legalforms
from taxonomy.folding import fold
from taxonomy.tables import DATA

_FILE = "kinds/rules.yaml"


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    country: Literal["DE", "CZ"]
    kind: Kind
    forms: tuple[str, ...]
    name: str
    why: str
    unless: str = ""


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forms: Mapping[str, tuple[str, ...]]
    rules: tuple[_Rule, ...]


class _Compiled(NamedTuple):
    kind: Kind
    forms: frozenset[str]
    name: re.Pattern[str]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=16_384)
def kind_of(name: str, legal_form: str, country: str) -> Kind:
    """Return what the organisation ``name`` with the code ``legal_form`` (or "") is.

    ``Fraunhofer-Institut für Werkstoffe`` is an institute, ``Institut für Kosmetik GmbH`` a
    company. An organisation of which neither tells is a company.
    """
    rules = _rules().get(country, ())
    if rules:
        folded = fold(legalforms.parse(name, country).stem)
        for rule in rules:
            if legal_form not in rule.forms or not rule.name.search(folded):
                continue
            if rule.unless is None or not rule.unless.search(folded):
                return rule.kind
    return legalforms.kind(legal_form)


@cache
def _rules() -> Mapping[str, tuple[_Compiled, ...]]:
    """Return the rules of each country in their order. Raises DataError for a wrong one."""
    data = parse((DATA / _FILE).read_text("utf-8"), _FILE, _Rules)
    unknown = {code for codes in data.forms.values() for code in codes if code} - set(
        legalforms.forms()
    )
    unknown |= {group for rule in data.rules for group in rule.forms} - set(data.forms)
    if unknown:
        raise DataError(f"{_FILE}: forms are not known: {', '.join(sorted(unknown))}.")
    found: dict[str, list[_Compiled]] = {}
    for rule in data.rules:
        forms = frozenset(code for group in rule.forms for code in data.forms[group])
        unless = re.compile(rule.unless) if rule.unless else None
        found.setdefault(rule.country, []).append(
            _Compiled(rule.kind, forms, re.compile(rule.name), unless)
        )
    return {country: tuple(rules) for country, rules in found.items()}
