"""The store of what people decide."""

import store
from core.errors import PartnerNetError
from core.settings import Settings
from operations.diagnosis.finding import Finding, good, later, wrong
from store import Condition

_UPGRADE = "run `partnernet store upgrade`."


def examine(settings: Settings) -> Finding:
    """Tell whether the store answers with the tables that this program wants."""
    try:
        found = store.status(settings)
    except PartnerNetError as error:
        return wrong("store", str(error))
    # The SQLite file brings itself up to date; a PostgreSQL database waits for a person.
    by_itself = settings.store_url is None
    version = f"{found.found}; {found.wanted} is wanted"
    match found.condition:
        case Condition.CURRENT:
            return good("store", f"{found.place}, tables of version {found.found}.")
        case Condition.NEWER:
            return wrong(
                "store",
                f"{found.place} was written by a newer PartnerNet ({version}); install that one.",
            )
        case Condition.ABSENT if by_itself:
            return later("store", f"{found.place} will be made.")
        case Condition.BEHIND if by_itself:
            return later("store", f"{found.place} will be upgraded ({version}).")
        case Condition.ABSENT:
            return wrong("store", f"{found.place} has no tables yet; {_UPGRADE}")
        case Condition.BEHIND:
            return wrong("store", f"{found.place} has older tables ({version}); {_UPGRADE}")
