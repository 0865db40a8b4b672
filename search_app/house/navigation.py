"""The pages of a house in the order of its navigation."""

from search_app import navigation
from search_app.navigation import Entry
from search_app.texts import gettext
from store.roles import Right

ENTRIES = (
    Entry("house.watches", Right.WATCHES, lambda: gettext("Saved searches")),
    Entry("house.ways", Right.WATCHES, lambda: gettext("Feeds and webhooks")),
    Entry("house.staff", Right.STAFF, lambda: gettext("Staff")),
)


def shown() -> tuple[Entry, ...]:
    """Return the pages that the person who is logged in may see."""
    return navigation.shown(ENTRIES)
