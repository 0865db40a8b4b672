"""The pages of the administration in the order of its navigation."""

from search_app import navigation
from search_app.navigation import Entry
from search_app.texts import gettext
from store.roles import Right

ENTRIES = (
    Entry("admin.overview", Right.OVERVIEW, lambda: gettext("Overview")),
    Entry(
        "admin.indices",
        Right.REBUILD,
        lambda: gettext("Indices and versions"),
        lambda: gettext("What is live, whether it still fits, and the way back."),
    ),
    Entry(
        "admin.rebuild",
        Right.REBUILD,
        lambda: gettext("Build the index anew"),
        lambda: gettext("From all imports, beside the live one, verified before it goes live."),
    ),
    Entry(
        "admin.jobs",
        Right.JOBS,
        lambda: gettext("Jobs"),
        lambda: gettext("What waits, runs and failed, and why."),
    ),
    Entry(
        "admin.loads",
        Right.LOADS,
        lambda: gettext("Loads and quality reports"),
        lambda: gettext("What was imported, and what to look at first."),
    ),
    Entry(
        "admin.blocks",
        Right.BLOCKS,
        lambda: gettext("Blocks"),
        lambda: gettext("Organisations and fields that are shown nowhere."),
    ),
    Entry(
        "admin.links",
        Right.LINKS,
        lambda: gettext("Link decisions"),
        lambda: gettext("Records that may be one organisation."),
    ),
    Entry(
        "admin.language",
        Right.LANGUAGE,
        lambda: gettext("Language data"),
        lambda: gettext("Glossary, stop words, parts of compounds and protected words."),
    ),
    Entry(
        "admin.queries",
        Right.LANGUAGE,
        lambda: gettext("Searches in vain"),
        lambda: gettext("What people searched for and did not find."),
    ),
    Entry(
        "admin.users",
        Right.USERS,
        lambda: gettext("Users and roles"),
        lambda: gettext("Who may log in, and what they may do then."),
    ),
    Entry(
        "admin.houses",
        Right.HOUSES,
        lambda: gettext("Houses"),
        lambda: gettext("Chambers and networks that save searches, and their first managers."),
    ),
    Entry(
        "admin.audit",
        Right.AUDIT,
        lambda: gettext("Audit log"),
        lambda: gettext("Who changed what, and when."),
    ),
)


def shown() -> tuple[Entry, ...]:
    """Return the pages that the person who is logged in may see."""
    return navigation.shown(ENTRIES)
