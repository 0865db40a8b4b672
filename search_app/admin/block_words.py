"""What the pages of blocks hold and tell."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from core.errors import BadRequest, EngineUnavailable, ModelMismatch, NotFound
from matching.request import SearchRequest
from search_app.errors import Problem
from search_app.service import Searching
from search_app.tables import Column
from search_app.texts import gettext
from store.blocks import Block


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed into the form of a block."""

    organisation: str = ""
    field: str = ""
    reason: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that may be the one that is meant."""

    id: str
    name: str
    language: str
    place: str


def found(searcher: Searching, asked: str, most: int) -> tuple[Found, ...]:
    """Return the organisations that a person may mean by an id, a number or a name.

    None where the search is away: what is typed can be blocked all the same.
    """
    known = record(searcher, asked)
    number = asked.partition(":")[2].strip() or asked
    try:
        answer = searcher.search(SearchRequest(text=number, size=most))
    except (BadRequest, EngineUnavailable, ModelMismatch):
        return (known,) if known else ()
    others = (_found(match.document) for match in answer.matches)
    return tuple({one.id: one for one in (*((known,) if known else ()), *others)}.values())


def record(searcher: Searching, id_: str) -> Found | None:
    """Return the organisation with this id, None where the search knows none."""
    try:
        return _found(searcher.get("organisations", id_)) if id_ else None
    except (NotFound, EngineUnavailable):
        return None


def _found(document: dict[str, str]) -> Found:
    place = ", ".join(filter(None, (document.get("locality"), document["country"])))
    return Found(
        id=document["id"], name=document["name"], language=document["language"], place=place
    )


def same(active: Iterable[Block], form: Form, author: str) -> Block | None:
    """Return the block that the same form made before: it was sent twice."""
    sent = (form.organisation, form.field, " ".join(form.reason.split()), author)
    blocks = (
        one for one in active if (one.organisation, one.field, one.reason, one.author) == sent
    )
    return next(blocks, None)


def refused(error: BadRequest) -> Problem:
    """Put a block that was refused into words, at its field."""
    make = _REFUSED.get(error.field)
    return Problem(status=400, field=error.field, message=make() if make else str(error))


def columns() -> dict[str, Column[Block]]:
    """Return the columns of the table of blocks."""
    return {
        "organisation": Column(gettext("Organisation"), lambda one: one.organisation),
        "field": Column(gettext("What is blocked"), lambda one: one.field),
        "reason": Column(gettext("Reason")),
        "author": Column(gettext("By whom"), lambda one: one.author),
        "created": Column(gettext("Since"), lambda one: one.created),
        "lifted": Column(gettext("Lifted")),
    }


def field(name: str) -> str:
    """Return what a block hides: the whole, or a field by its name."""
    return _FIELDS[name]() if name in _FIELDS else name


def field_choices(names: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Return what can be blocked, the whole first."""
    return [(name, field(name)) for name in ("", *names)]


_REFUSED: dict[str, Callable[[], str]] = {
    "organisation": lambda: gettext(
        "This organisation cannot be blocked like that: the number cannot be right, or it is "
        "blocked already. Numbers are written like ico:26168685 or hr:Chemnitz HRB 12345."
    ),
    "field": lambda: gettext("This field cannot be blocked alone."),
    "reason": lambda: gettext("Write down why, in at most 2000 characters; the reason is kept."),
}

_FIELDS: dict[str, Callable[[], str]] = {
    "": lambda: gettext("the whole organisation"),
    "street": lambda: gettext("Street and house number"),
    "website": lambda: gettext("Website"),
    "purpose": lambda: gettext("Purpose"),
    "activities": lambda: gettext("Registered activities"),
    "products": lambda: gettext("Products"),
    "former_names": lambda: gettext("Former names"),
    "size_class": lambda: gettext("Size class (employees)"),
    "research_fields": lambda: gettext("Fields of research"),
    "members": lambda: gettext("Members"),
    "related": lambda: gettext("Related organisations"),
}
