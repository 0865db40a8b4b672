"""Why a change of accounts was refused, in the language of the page."""

from collections.abc import Callable

from search_app.errors import Problem
from search_app.texts import decimal, gettext
from store.passwords import LONGEST, SHORTEST
from store.refusals import Refused, Why


def problem(refused: Refused) -> Problem:
    """Return what a page shows at the field that it is about."""
    return Problem(status=400, field=refused.field, message=_WORDS[refused.why]())


def yourself() -> Problem:
    """Return what somebody is told who shuts the own account."""
    message = gettext("You cannot disable your own account; a colleague can.")
    return Problem(status=400, field="user", message=message)


_WORDS: dict[Why, Callable[[], str]] = {
    Why.EMAIL: lambda: gettext("This is no e-mail address. Write it as name@example.org."),
    Why.NAME: lambda: gettext("This name cannot be taken. Write it in one line."),
    Why.LANGUAGE: lambda: gettext("Choose one of the languages."),
    Why.ROLE: lambda: gettext("Choose one of the roles."),
    Why.TAKEN: lambda: gettext("There is an account with this e-mail address already."),
    Why.LAST_ADMINISTRATOR: lambda: gettext(
        "This is the last administrator who can log in. Make somebody else one first."
    ),
    Why.LAST_MANAGER: lambda: gettext(
        "This is the last manager of the house who can log in. Make somebody else one first."
    ),
    Why.KEY: lambda: gettext(
        "The key is lower-case letters and digits, joined by hyphens: ihk-chemnitz."
    ),
    Why.KEY_TAKEN: lambda: gettext("There is a house with this key already."),
    Why.DISABLED: lambda: gettext("This account is disabled."),
    Why.LINK: lambda: gettext(
        "This link no longer works: it was used, replaced by a newer one, or is older than three "
        "days. Please ask an administrator for a new one."
    ),
    Why.SHORT: lambda: gettext(
        "The password must have at least %(number)s characters.", number=decimal(SHORTEST)
    ),
    Why.LONG: lambda: gettext(
        "The password may have at most %(number)s characters.", number=decimal(LONGEST)
    ),
    Why.MONOTONOUS: lambda: gettext(
        "This password repeats a few characters. Take several words instead."
    ),
    Why.COMMON: lambda: gettext("Many people have this password. Take several words instead."),
    Why.GUESSABLE: lambda: gettext(
        "The password contains your name, your e-mail address or the name of the service. Take "
        "other words."
    ),
    Why.WRONG: lambda: gettext("The present password is wrong."),
}
