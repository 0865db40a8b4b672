"""How the imports know an organisation: its records, their ids and numbers.

The imports, not the index: they are there when OpenSearch is away, and hold what it must not.
"""

import re
from collections.abc import Collection, Iterator

from core.errors import BadRequest
from core.records import Identifier, Organisation
from core.settings import Settings
from indexer import linked, linking
from indexer.home import links_folder
from indexer.normalise import identifiers
from indexer.privacy import key
from taxonomy import courts

SCHEMES = ("ico", "hr", "lei", "vat")
"""Numbers that one organisation has alone, so that it is known again by them. A number of the
scheme ``other`` is one within a list of members; the next list has it for somebody else."""

_OF_COURT = re.compile(r"(.+) ([A-Za-z]+ \d+(?: [A-Z]+)?)")
"""A register number in its normal form, court first."""


def subject(text: str) -> str:
    """Return what a person named in its normal form: ``ico:26168685``, or the id of a record.

    Raises BadRequest where a number cannot be right.
    """
    scheme, colon, value = text.strip().partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        return text.strip()
    identifier = identifiers.checked(scheme.lower(), value.strip())
    if identifier and identifier.scheme == "hr":
        identifier = _of_court(identifier.value)
    if identifier is None:
        raise BadRequest(
            f"{text.strip()} cannot be right; numbers are written like ico:26168685, "
            "hr:Chemnitz HRB 12345, lei:… or vat:….",
            "organisation",
        )
    return key(identifier)


def _of_court(number: str) -> Identifier | None:
    """Return a German register number with its court as registers write it; None without one."""
    match = _OF_COURT.fullmatch(number)
    return Identifier("hr", f"{courts.spelled(match[1])} {match[2]}") if match else None


def keys_of(settings: Settings, subject: str) -> frozenset[str]:
    """Return ids and numbers of all records that are the same organisation as ``subject``.

    Empty where no import knows it. Reads all imports, twice.
    """
    wanted = {of for of, record in _organisations(settings) if subject in (of, *_keys(record))}
    if not wanted:
        return frozenset()
    found = {
        key_ for of, record in _organisations(settings) if of in wanted for key_ in _keys(record)
    }
    return frozenset(found | wanted)


def records_of(settings: Settings, ids: Collection[str]) -> dict[str, Organisation]:
    """Return the records with these ids, as far as the imports hold them; of several the last."""
    return {record.id: record for _, record in _organisations(settings) if record.id in ids}


def _organisations(settings: Settings) -> Iterator[tuple[str, Organisation]]:
    """Yield all records of organisations, each with the id of the organisation that it is of."""
    return linked.organisations(settings, linking.load(links_folder(settings)))


def _keys(record: Organisation) -> Iterator[str]:
    yield record.id
    yield from (key(one) for one in record.identifiers if one.scheme in SCHEMES)
