"""One organisation of the records of several sources, field by field by the written rule."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from core.records import Identifier, Organisation, Place
from indexer.merging import values
from indexer.merging.choosing import known, ranked, state
from indexer.merging.rules import rules
from indexer.normalise import names

Values = dict[str, Any]


def chosen(records: Sequence[Organisation]) -> Values:
    """Return the values that win, by field; ``records`` are the newest first."""
    found: Values = {"language": _language(records)}
    texts = rules().language.texts
    spoken = [one for one in records if one.language == found["language"]]
    for field, rule in rules().fields.items():
        among = ranked(field, spoken if field in texts else records)
        winner = next((one for one in among if known(field, getattr(one, field))), among[0])
        found[field] = getattr(winner, field)
        found |= {name: getattr(winner, name) for name in rule.together}
    found["place"] = _located(found["place"], records)
    best = ranked("name", records)
    found["identifiers"] = _one_of_each(chain.from_iterable(one.identifiers for one in best))
    found["former_names"] = _former_names(found, best)
    found["parents"] = _distinct(chain.from_iterable(one.parents for one in best))
    return found


def tells(record: Organisation, found: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields of which a record tells what was chosen."""
    country: str = found["country"]
    told = [
        field
        for field in rules().fields
        if known(field, getattr(record, field))
        and values.same(field, getattr(record, field), found[field], country)
    ]
    told += [
        field
        for field in rules().collected
        if any(one in found[field] for one in getattr(record, field))
    ]
    return tuple(name for name in record.__struct_fields__ if name in {*told, *_with(told)})


def _with(told: Iterable[str]) -> set[str]:
    """Return the fields that go with those told."""
    fields = rules().fields
    return {name for field in told if field in fields for name in fields[field].together}


def _language(records: Sequence[Organisation]) -> str:
    """Return the language of the first text that any source tells."""
    for field in rules().language.texts:
        for record in ranked(field, records):
            if known(field, getattr(record, field)):
                return record.language
    return ranked("name", records)[0].language


def _located(place: Place, records: Sequence[Organisation]) -> Place:
    """Return ``place`` as the source writes it that knows best where that address is on a map."""
    if place.precision == "address":
        return place
    return next(
        (
            other.place
            for other in records
            if other.place.precision == "address"
            and other.place.street
            and values.same("place", place, other.place, place.country)
        ),
        place,
    )


def _one_of_each(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Keep the first identifier of each scheme, and all distinct ones of the scheme ``other``."""
    found: dict[tuple[str, str], Identifier] = {}
    for one in identifiers:
        found.setdefault((one.scheme, one.value if one.scheme == "other" else ""), one)
    return tuple(found.values())


def _former_names(found: Values, best: Sequence[Organisation]) -> tuple[str, ...]:
    """Return all former names, and the names that older sources have for what is renamed since."""
    country: str = found["country"]
    winner = next(one for one in best if one.name == found["name"])
    older = (one.name for one in best if state(one) < state(winner))
    distinct: dict[str, str] = {}
    for name in chain(chain.from_iterable(one.former_names for one in best), older):
        distinct.setdefault(names.comparison(name, country), name)
    distinct.pop(names.comparison(found["name"], country), None)
    return tuple(distinct.values())


def _distinct(several: Iterable[Identifier]) -> tuple[Identifier, ...]:
    return tuple(dict.fromkeys(several))
