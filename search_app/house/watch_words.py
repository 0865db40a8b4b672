"""What is said of saved searches, in the language of the page."""

from collections.abc import Callable
from datetime import UTC, datetime

from core.errors import BadRequest
from operations.alerts.rhythms import next_digest
from operations.alerts.saving import MOST_A_WEEK, Foreseen
from search_app import dates
from search_app.errors import Problem
from search_app.texts import decimal, gettext, ngettext
from store.saved import LONGEST_NAME
from store.watches import MOST, RHYTHMS, Rhythm, Watch

FEW_LEFT = 100
"""Saved searches that a house can still make, from which on it is told how many."""

_FEW_A_WEEK = 1.0
"""Reports a week below which they are told for all days together."""


def rhythm(value: Rhythm) -> str:
    """Return when a saved search reports by mail."""
    return _RHYTHMS[value]()


def rhythms() -> tuple[tuple[str, str], ...]:
    """Return the choices of a form."""
    return tuple((value, rhythm(value)) for value in RHYTHMS)


def next_report(watch: Watch) -> str:
    """Return when ``watch`` next reports, if there is anything."""
    if watch.paused:
        return gettext("paused since %(when)s", when=dates.day(watch.paused))
    if watch.rhythm == "at once":
        return gettext("within the hour")
    due = next_digest(watch.rhythm, datetime.now(UTC))
    return dates.moment(due.isoformat()) if due else gettext("no mail, only here")


def few_left(number: int) -> str:
    """Return that a house is about to reach its limit; nothing long before."""
    if number > FEW_LEFT:
        return ""
    if not number:
        return gettext(
            "Your house has saved %(most)s searches, which is all it can. Delete some that nobody "
            "reads before you save another one.",
            most=decimal(MOST),
        )
    return ngettext(
        "Your house can save one more search; %(most)s are the limit.",
        "Your house can save %(number)s more searches; %(most)s are the limit.",
        number,
    ) % {"number": decimal(number), "most": decimal(MOST)}


def finds(foreseen: Foreseen) -> str:
    """Return how much a search finds now."""
    return ngettext(
        "It finds one entry now.", "It finds %(number)s entries now.", foreseen.total
    ) % {"number": decimal(foreseen.total)}


def would_have_reported(foreseen: Foreseen) -> str:
    """Return how often a search would have reported of late."""
    if not foreseen.days:
        return gettext(
            "How often it would have reported cannot be told yet: changes are known from "
            "tomorrow on."
        )
    values = {
        "number": decimal(foreseen.reported),
        "days": ngettext("in the last day", "in the last %(n)s days", foreseen.days)
        % {"n": decimal(foreseen.days)},
    }
    if not foreseen.reported:
        return gettext("It would have reported nothing %(days)s.", **values)
    message = ngettext(
        "It would have reported once %(days)s.",
        "It would have reported %(number)s times %(days)s.",
        foreseen.reported,
    )
    if foreseen.estimated:
        message = gettext("It would have reported about %(number)s times %(days)s.")
    sentence = message % values
    if foreseen.a_week is None or foreseen.a_week < _FEW_A_WEEK:
        return sentence
    a_week = gettext("That is about %(number)s a week.", number=decimal(round(foreseen.a_week)))
    return f"{sentence} {a_week}"


def warning(foreseen: Foreseen) -> str:
    """Return what somebody should know before saving a search; nothing where it is fine."""
    if foreseen.never_matches:
        return gettext(
            "It can never report: its filters shut out everything there is. Take one of them away."
        )
    if foreseen.finds_nothing:
        return gettext(
            "Nothing fits now. It reports as soon as something does; fewer or more general words "
            "find more."
        )
    if foreseen.too_broad:
        return gettext(
            "This is too broad: it fits more than half of all entries, or would report more than "
            "%(number)s a week, which nobody reads. Add a word, a sector or a place.",
            number=decimal(MOST_A_WEEK),
        )
    return ""


def problem(error: BadRequest) -> Problem:
    """Return what a page shows at the field that was refused."""
    make = _WRONG.get(error.field)
    message = make() if make else gettext("This cannot be saved. Please look at it again.")
    return Problem(status=400, field=error.field, message=message)


def done(said: str) -> str:
    """Return what became of the last step; nothing for what is none."""
    make = _DONE.get(said)
    return make() if make else ""


_DONE: dict[str, Callable[[], str]] = {
    "saved": lambda: gettext("The search is saved. It reports what is new from now on."),
    "changed": lambda: gettext("The change is saved."),
    "running": lambda: gettext(
        "What is new is being looked through. Load this page again in a minute; the results show "
        "all that fits already."
    ),
    "paused": lambda: gettext("It is paused and reports nothing until you let it go on."),
    "resumed": lambda: gettext("It reports again what is new from now on."),
    "handed_over": lambda: gettext("The mails go to your colleague from now on."),
    "no_owner": lambda: gettext("Choose a colleague of your house who can log in."),
}

_RHYTHMS: dict[Rhythm, Callable[[], str]] = {
    "at once": lambda: gettext("At once, within the hour"),
    "daily": lambda: gettext("Every day at 7 o’clock"),
    "weekly": lambda: gettext("Every Monday at 7 o’clock"),
    "never": lambda: gettext("Never; I look here"),
}

_WRONG: dict[str, Callable[[], str]] = {
    "name": lambda: gettext(
        "Give it a name of at most %(number)s characters, in one line. A house can save %(most)s "
        "searches.",
        number=decimal(LONGEST_NAME),
        most=decimal(MOST),
    ),
    "rhythm": lambda: gettext("Choose one of these."),
    "owner": lambda: gettext("Choose a colleague of your house who can log in."),
    "reason": lambda: gettext("This text cannot be kept. Write it shorter, in plain words."),
    "link": lambda: gettext(
        "This is no address of a result page. Search, and copy the address from the top of the "
        "browser."
    ),
    "search": lambda: gettext("This search cannot be read. Search anew and save it from there."),
    "everything": lambda: gettext(
        "This asks for everything there is. Add a word, a sector or a place, and save it then."
    ),
}
