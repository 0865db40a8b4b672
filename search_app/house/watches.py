"""Saved searches: the list that somebody opens in the morning."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from search_app import service
from search_app.accounts import needs, person
from search_app.house import watch_words
from search_app.house.own import own_house
from search_app.tables import Column
from search_app.texts import gettext
from store import members, verdicts, watches
from store.roles import Right
from store.verdicts import Counts
from store.watches import Watch


@dataclass(frozen=True, kw_only=True)
class Row:
    """A saved search in the list."""

    watch: Watch
    counts: Counts
    owner: str
    """Who gets its mails, in words."""
    next_report: str


def register(house: Blueprint) -> None:
    """Add the list."""
    house.get("/watches", endpoint="watches")(listed)


@needs(Right.WATCHES)
def listed() -> str:
    """Show one's own saved searches, or all of the house; those with news first."""
    of_house = request.args.get("of") == "house"
    rows = _rows()
    known = person()
    mine = [row for row in rows if known and row.watch.owner == known.id]
    return render_template(
        "house/watches.html",
        columns=_columns(),
        rows=rows if of_house else mine,
        of_house=of_house,
        number_of_house=len(rows),
        number_of_mine=len(mine),
        new=sum(row.counts.new for row in (rows if of_house else mine)),
        few_left=watch_words.few_left(watches.left(service.store(), own_house())),
        deleted=request.args.get("deleted") == "yes",
    )


def _rows() -> list[Row]:
    """Return the saved searches of the house: those with news first, then what reported last."""
    store, house = service.store(), own_house()
    counts = verdicts.counts(store, house)
    names = {one.id: one.name or one.email for one in members.of(store, house)}
    rows = [
        Row(
            watch=one,
            counts=counts.get(one.id, verdicts.NOTHING),
            owner=names.get(one.owner, "") if one.owner else "",
            next_report=watch_words.next_report(one),
        )
        for one in watches.of(store, house)
    ]
    rows.sort(key=lambda row: row.watch.name.casefold())
    rows.sort(key=lambda row: (row.counts.new > 0, row.counts.last or ""), reverse=True)
    return rows


def _columns() -> dict[str, Column[Row]]:
    return {
        "name": Column(gettext("Saved search")),
        "new": Column(gettext("New")),
        "last": Column(gettext("Last report")),
        "next": Column(gettext("Next report by mail")),
        "alerts": Column(gettext("Reports so far"), number=True),
        "useful": Column(gettext("Useful of them"), number=True),
        "owner": Column(gettext("Mails go to")),
    }
