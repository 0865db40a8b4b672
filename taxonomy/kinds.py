"""What an organisation is, told by its name and its legal form together.

A legal form alone seldom tells: universities and chambers often write none, and clusters are clubs
among others. The rules with their reasons are ``taxonomy/data/kinds/rules.yaml``.
"""

import re
from collections.abc import Mapping
from functools import cache
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
    begin: re.Pattern[str]
    """``name`` for names whose legal form is not taken off yet: it may go on where that ends."""
    unless: re.Pattern[str] | None


def kind_of(name: str, legal_form: str, country: str) -> Kind:
    """Return what the organisation ``name`` with the code ``legal_form`` (or "") is.

    ``Fraunhofer-Institut für Werkstoffe`` is an institute, ``Institut für Kosmetik GmbH`` a
    company. An organisation of which neither tells is a company.
    """
    whole = fold(name)
    # Taking the form off costs more than all the rest, and few names have a word of a rule.
    near = [
        rule
        for rule in _rules().get(country, ())
        if legal_form in rule.forms and rule.begin.search(whole)
    ]
    stem = fold(legalforms.parse(name, country).stem) if near else ""
    for rule in near:
        if rule.name.search(stem) and not (rule.unless and rule.unless.search(stem)):
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
        begin = re.compile(rule.name.replace("$", ""))
        found.setdefault(rule.country, []).append(
            _Compiled(rule.kind, forms, re.compile(rule.name), begin, unless)
        )
    return {country: tuple(rules) for country, rules in found.items()}
