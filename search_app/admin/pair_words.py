"""Two records side by side, and what was decided about them: pure functions."""

from collections.abc import Callable, Collection, Iterable, Iterator

import msgspec

from core.errors import BadRequest
from core.records import Organisation
from operations.link_check import Check
from search_app import labels, sources
from search_app.errors import Problem
from search_app.tables import Column
from search_app.texts import decimal, gettext
from store.links import LinkDecision
from taxonomy.folding import fold


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A field of both records."""

    name: str
    first: str
    second: str
    differs: bool
    """Whether both tell it and tell otherwise."""


class PairShown(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of records."""

    first: str
    second: str
    likely: str
    """How likely both are one organisation; empty where nobody has reckoned it."""
    reasons: tuple[str, ...]
    """Why it is, and why it may not be, in words."""
    rows: tuple[Row, ...]
    gone: tuple[str, ...]
    """Ids that no import has any more."""


def shown(check: Check) -> PairShown:
    """Return a pair in the language of the request."""
    pair = check.pair
    sides = (_side(check.first), _side(check.second))
    gone = [
        id_
        for id_, record in ((pair.first, check.first), (pair.second, check.second))
        if record is None
    ]
    return PairShown(
        first=pair.first,
        second=pair.second,
        likely=decimal(pair.score, "0 %") if pair.reasons else "",
        reasons=tuple(map(reason, pair.reasons)),
        rows=tuple(_rows(*sides)),
        gone=tuple(gone),
    )


def _rows(first: dict[str, str], second: dict[str, str]) -> Iterator[Row]:
    """Yield the fields that either side tells."""
    for name, make in _FIELDS.items():
        values = first.get(name, ""), second.get(name, "")
        if any(values):
            differs = all(values) and fold(values[0]) != fold(values[1])
            yield Row(name=make(), first=values[0], second=values[1], differs=differs)


def _side(record: Organisation | None) -> dict[str, str]:
    """Return what tells one organisation from another, by field."""
    if record is None:
        return {}
    place = record.place
    street = " ".join(filter(None, (place.street, place.number)))
    town = " ".join(filter(None, (place.postal_code, place.locality)))
    numbers = (f"{labels.scheme(one.scheme)} {one.value}" for one in record.identifiers)
    return {
        "name": record.name,
        "former_names": ", ".join(record.former_names),
        "legal_form": labels.legal_form(record.legal_form) or record.legal_form,
        "place": ", ".join(filter(None, (street, town, labels.country(place.country)))),
        "identifiers": "; ".join(numbers),
        "website": record.website,
        "founded": labels.told("founded", record.founded),
        "sources": ", ".join(dict.fromkeys(sources.name(one.source) for one in record.provenance)),
    }


def reason(code: str) -> str:
    """Return what speaks for or against a pair in words; an unknown code is its own name."""
    return _REASONS[code]() if code in _REASONS else code.replace("_", " ")


def problems(given: str, why: str, answers: Collection[str]) -> tuple[Problem, ...]:
    """Return what is wrong with the form of a decision, each at its field."""
    found = []
    if given not in answers:
        message = gettext("Choose one of the two.")
        found.append(Problem(status=400, field="answer", message=message))
    if not why:
        message = gettext("Write down why; the reason is kept.")
        found.append(Problem(status=400, field="reason", message=message))
    return tuple(found)


def refused(error: BadRequest) -> Problem:
    """Put a decision that was refused into words."""
    if error.field == "reason":
        message = gettext("Write down why, in at most 2000 characters; the reason is kept.")
    else:
        message = gettext("These two records cannot be decided on: name two different ones.")
    return Problem(status=400, field=error.field, message=message)


def same(
    active: Iterable[LinkDecision], pair: tuple[str, str], is_same: bool, why: str
) -> LinkDecision | None:
    """Return the decision that the same form made before: it was sent twice."""
    wanted = (*sorted(pair), is_same, " ".join(why.split()))
    holds = (one for one in active if (one.first, one.second, one.same, one.reason) == wanted)
    return next(holds, None)


def answer(is_same: bool) -> str:
    """Return a decision in words."""
    return gettext("the same organisation") if is_same else gettext("two organisations")


def columns() -> dict[str, Column[LinkDecision]]:
    """Return the columns of the history."""
    return {
        "pair": Column(gettext("Records"), lambda one: one.first),
        "same": Column(gettext("Decision"), lambda one: one.same),
        "reason": Column(gettext("Reason")),
        "author": Column(gettext("By whom"), lambda one: one.author),
        "created": Column(gettext("When"), lambda one: one.created),
        "undone": Column(gettext("Until"), lambda one: one.undone or ""),
    }


_FIELDS: dict[str, Callable[[], str]] = {
    "name": lambda: gettext("Name"),
    "former_names": lambda: gettext("Former names"),
    "legal_form": lambda: gettext("Legal form"),
    "place": lambda: gettext("Place"),
    "identifiers": lambda: gettext("Identifiers"),
    "website": lambda: gettext("Website"),
    "founded": lambda: gettext("Founded"),
    "sources": lambda: gettext("Source"),
}
"""What is compared, in the order of the page."""

_REASONS: dict[str, Callable[[], str]] = {
    "same_ico": lambda: gettext("same IČO"),
    "other_ico": lambda: gettext("different IČO"),
    "same_hr": lambda: gettext("same register number"),
    "other_hr": lambda: gettext("different register number"),
    "other_hr_register": lambda: gettext("different register of the same court"),
    "other_hr_court": lambda: gettext("register of a different court"),
    "same_lei": lambda: gettext("same LEI"),
    "other_lei": lambda: gettext("different LEI"),
    "same_vat": lambda: gettext("same VAT number"),
    "other_vat": lambda: gettext("different VAT number"),
    "same_name": lambda: gettext("same name"),
    "former_name": lambda: gettext("same as a former name"),
    "similar_name": lambda: gettext("similar name"),
    "short_name": lambda: gettext("name shortened"),
    "place_added": lambda: gettext("place added to the name"),
    "longer_word": lambda: gettext("a word of the name is longer"),
    "words_missing": lambda: gettext("words of the name are missing"),
    "other_role": lambda: gettext("name says a different role"),
    "other_number": lambda: gettext("different number in the name"),
    "other_name": lambda: gettext("different name"),
    "same_address": lambda: gettext("same address"),
    "same_street": lambda: gettext("same street"),
    "same_postal_code": lambda: gettext("same postal code"),
    "same_locality": lambda: gettext("same town"),
    "same_district": lambda: gettext("same district"),
    "other_district": lambda: gettext("different district"),
    "same_form": lambda: gettext("same legal form"),
    "changed_form": lambda: gettext("legal form that may have changed"),
    "other_form": lambda: gettext("different legal form"),
    "same_website": lambda: gettext("same website"),
    "other_website": lambda: gettext("different website"),
    "same_founding_day": lambda: gettext("founded on the same day"),
    "same_founding_year": lambda: gettext("founded in the same year"),
    "other_founding": lambda: gettext("founded at different times"),
}
