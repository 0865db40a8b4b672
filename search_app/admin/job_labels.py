"""Names of what jobs are and do, in the language of the request. An unknown code is its own."""

from collections.abc import Callable

from search_app.texts import gettext

STATES = ("waiting", "running", "failed", "done", "cancelled")
"""All states of a job, in the order in which a filter offers them."""


def kind(code: str) -> str:
    """Return what a job does."""
    return _KINDS[code]() if code in _KINDS else code


def state(code: str) -> str:
    """Return how a job stands."""
    return _STATES[code]() if code in _STATES else code


def value(name: str) -> str:
    """Return the name of something that a job was asked for, or that it did."""
    return _VALUES[name]() if name in _VALUES else name


def stage(code: str) -> str:
    """Return the name of a stage."""
    return _STAGES[code]() if code in _STAGES else code


def stage_state(code: str) -> str:
    """Return how a stage stands."""
    return _STAGE_STATES[code]() if code in _STAGE_STATES else code


_KINDS: dict[str, Callable[[], str]] = {
    "rebuild": lambda: gettext("Build the index anew"),
    "update": lambda: gettext("Bring the index up to date"),
    "rollback": lambda: gettext("Go back to the previous index"),
    "decisions": lambda: gettext("Bring decisions into the index"),
    "dry_run": lambda: gettext("Try out language changes"),
    "backup": lambda: gettext("Back up"),
    "alerts": lambda: gettext("Hold news against saved searches"),
    "mails": lambda: gettext("Mail what saved searches report"),
    "webhooks": lambda: gettext("Post reports to webhooks"),
    "import": lambda: gettext("Import a delivery"),
}

_STATES: dict[str, Callable[[], str]] = {
    "waiting": lambda: gettext("waiting"),
    "running": lambda: gettext("running"),
    "done": lambda: gettext("done"),
    "failed": lambda: gettext("failed"),
    "cancelled": lambda: gettext("cancelled"),
}

_STAGES: dict[str, Callable[[], str]] = {
    "load": lambda: gettext("Read the imports"),
    "link": lambda: gettext("Find records of the same organisation"),
    "normalise": lambda: gettext("Bring records together and make entries of them"),
    "embed": lambda: gettext("Work out the meaning of texts"),
    "index": lambda: gettext("Fill the new index"),
    "verify": lambda: gettext("Verify the new index"),
    "switch": lambda: gettext("Put the new index live"),
    "prune": lambda: gettext("Remove what is no longer needed"),
}

_STAGE_STATES: dict[str, Callable[[], str]] = {
    "done": lambda: gettext("done"),
    "running": lambda: gettext("running"),
    "waiting": lambda: gettext("waiting"),
    "stopped": lambda: gettext("stopped here"),
}

_VALUES: dict[str, Callable[[], str]] = {
    "throttle": lambda: gettext("Documents a second at most"),
    "force_reason": lambda: gettext("Put live whatever the verification finds, because"),
    "keys": lambda: gettext("Organisation"),
    "later": lambda: gettext("What follows later"),
    "forced": lambda: gettext("Put live although the verification found"),
    "documents": lambda: gettext("Documents"),
    "embedded": lambda: gettext("Texts embedded"),
    "sent": lambda: gettext("Documents sent"),
    "deleted": lambda: gettext("Documents deleted"),
    "removed": lambda: gettext("Versions removed"),
    "about": lambda: gettext("Decision"),
    "withdrawn": lambda: gettext("Documents withdrawn because of blocks"),
    "seconds": lambda: gettext("Seconds"),
    "queued": lambda: gettext("Posts queued"),
    "arrived": lambda: gettext("Posts that arrived"),
    "untold": lambda: gettext("Posts left out, since nothing fits any more"),
    "failed": lambda: gettext("Posts that did not arrive"),
}

KINDS = tuple(_KINDS)
"""All kinds of jobs, in the order in which a filter offers them."""
