"""An event as schema.org describes it (https://schema.org/Event), as all sources of events tell it.

Performers, sponsors, contacts and organisers that are persons are not read.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from indexer.normalise import dates, text
from indexer.sources import jsonld
from indexer.sources.base import RowRejected
from indexer.sources.events import Event
from indexer.sources.jsonld import Node
from indexer.sources.recurrence import Moment
from indexer.sources.schema_place import place

_OTHER_EVENTS = frozenset({"Festival", "Hackathon", "EventSeries", "CourseInstance"})
"""Kinds of events whose names do not end so."""
_ORGANISATIONS = frozenset(
    {
        *("Organization", "Corporation", "Consortium", "Cooperative", "NGO", "LocalBusiness"),
        *("EducationalOrganization", "CollegeOrUniversity", "School", "ResearchOrganization"),
        *("GovernmentOrganization", "GovernmentOffice", "SportsOrganization", "WorkersUnion"),
        *("ProfessionalService", "MedicalOrganization", "Library", "LibrarySystem", "Project"),
        *("FundingAgency", "NewsMediaOrganization", "OnlineBusiness", "ResearchProject"),
    }
)
_CALLED_OFF = frozenset({"EventCancelled", "EventPostponed"})
"""A postponed event has no date that is known."""

Nodes = Mapping[str, Node]
"""All nodes of a document by their ids, for those that are only named elsewhere."""


def is_event(node: Node) -> bool:
    """Tell whether a node describes an event and does not only name one."""
    kinds = jsonld.types(node)
    event = any(kind.endswith("Event") or kind in _OTHER_EVENTS for kind in kinds)
    return event and ("name" in node or "startDate" in node)


def called_off(node: Node) -> bool:
    """Tell whether an event is cancelled, or postponed to a day that is not known."""
    return jsonld.local(_plain(node.get("eventStatus"))) in _CALLED_OFF


def told(node: Node, known: Nodes) -> Event:
    """Return what a node tells. Raises RowRejected where it has no begin that can be read."""
    begin = _moment(node.get("startDate"))
    if begin is None:
        raise RowRejected("no_date", "The event has no begin that can be read.")
    stated = _language(node.get("inLanguage"))
    title, language = _text(node.get("name"), stated)
    where = place(node.get("location"), known)
    return Event(
        key=key(node),
        title=title,
        begin=begin,
        end=_moment(node.get("endDate")),
        text=_text(node.get("description"), language)[0],
        topics=_topics(node.get("keywords")),
        language=language,
        venue=where.venue,
        spot=where.spot,
        url=_plain(node.get("url")),
        organisation_name=_organisation(node.get("organizer"), known),
        state=_day(node.get("dateModified")),
    )


def key(node: Node) -> str:
    """Return what tells an event apart; pages repeat the same event, and use ids like #event."""
    own, url = _plain(node.get("@id")), _plain(node.get("url"))
    name = _text(node.get("name"), "")[0]
    known_by = own if ":" in own else f"{url} {name}"
    return f"{known_by} {_plain(node.get('startDate'))}"


def values(value: Any, known: Nodes) -> Iterator[Any]:
    """Yield the values of a key, one or several, each with what its node tells elsewhere."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and set(one) <= {"@id", "@type"}:
            yield known.get(str(one.get("@id")), one)
        elif one is not None:
            yield one


def _organisation(value: Any, known: Nodes) -> str:
    """Return the name of the first organiser that is stated to be an organisation."""
    for one in values(value, known):
        if isinstance(one, dict) and _ORGANISATIONS & set(jsonld.types(one)):
            return _text(one.get("name"), "")[0]
    return ""


def _text(value: Any, language: str) -> tuple[str, str]:
    """Return a text and its language; of several the one in ``language``, else the first."""
    found: list[tuple[str, str]] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            found.append((_plain(one.get("@value")), _code(_plain(one.get("@language")))))
        else:
            found.append((_plain(one), ""))
    found = [(content, code or language) for content, code in found if content]
    return next((one for one in found if one[1] == language), found[0] if found else ("", language))


def _language(value: Any) -> str:
    """Return the code of ``inLanguage``: de, de-DE, or a node with its code as another name."""
    for one in value if isinstance(value, list) else [value]:
        given = one.get("alternateName") if isinstance(one, dict) else one
        if code := _code(_plain(given)):
            return code
    return ""


def _code(language: str) -> str:
    code = language.replace("_", "-").partition("-")[0].strip().lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _moment(value: Any) -> Moment | None:
    read = dates.moment(_plain(value))
    if not read or len(read) < len("2026-11-23"):
        return None
    return datetime.fromisoformat(read) if "T" in read else date.fromisoformat(read)


def _day(value: Any) -> str:
    return dates.day(_plain(value)) or ""


def _topics(value: Any) -> tuple[str, ...]:
    given = value if isinstance(value, list) else _plain(value).split(",")
    return tuple(filter(None, (text.clean(one) for one in given if isinstance(one, str))))


def _plain(value: Any) -> str:
    """Return a text, the first of several, or of a node its id; empty for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id", ""))
    return value if isinstance(value, str) else ""
