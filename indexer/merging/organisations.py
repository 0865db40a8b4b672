"""One organisation of the records of several sources, field by field by the written rule."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from core.records import Identifier, Organisation, Place
from indexer.merging import values
from indexer.merging.choosing import Ranking, known, state
from indexer.merging.rules import rules
from indexer.normalise import names

Values = dict[str, Any]


def chosen(records: Sequence[Organisation]) -> Values:
    """Return the values that win, by field; ``records`` are the newest first."""
    ranking = Ranking(records)
    language = _language(ranking)
    found: Values = {"language": language}
    spoken, texts = ranking.speaking(language), rules().language.texts
    for field, rule in rules().fields.items():
        winner = _winner(field, spoken if field in texts else ranking)
        found[field] = getattr(winner, field)
        for name in rule.together:
            found[name] = getattr(winner, name)
    found["place"] = _located(found["place"], records)
    best = [*ranking.of("name")]
    found["identifiers"] = _one_of_each(chain.from_iterable(one.identifiers for one in best))
    found["former_names"] = _former_names(found, best)
    found["parents"] = tuple(dict.fromkeys(chain.from_iterable(one.parents for one in best)))
    return found


def tells(record: Organisation, found: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields of which a record tells what was chosen."""
    told: set[str] = set()
    for field, rule in rules().fields.items():
        value = getattr(record, field)
        if known(field, value) and values.same(field, value, found[field], found["country"]):
            told |= {field, *rule.together}
    for field in rules().collected:
        if any(one in found[field] for one in getattr(record, field)):
            told.add(field)
    return tuple([name for name in record.__struct_fields__ if name in told])


def _winner(field: str, ranking: Ranking) -> Organisation:
    """Return the record that wins a field: the first of those that know it, if any does."""
    for record in ranking.of(field):
        if known(field, getattr(record, field)):
            return record
    return next(ranking.of(field))


def _language(ranking: Ranking) -> str:
    """Return the language of the first text that any source tells."""
    for field in rules().language.texts:
        for record in ranking.of(field):
            if known(field, getattr(record, field)):
                return record.language
    return next(ranking.of("name")).language


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
    told = [name for one in best for name in one.former_names]
    told += [one.name for one in best if one.name != winner.name and state(one) < state(winner)]
    if not told:
        return ()
    distinct: dict[str, str] = {}
    for name in told:
        distinct.setdefault(names.comparison(name, country), name)
    distinct.pop(names.comparison(found["name"], country), None)
    return tuple(distinct.values())
