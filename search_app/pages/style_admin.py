"""Examples of the administration's parts, with invented content."""

from typing import Any

from search_app.admin import job_words
from search_app.admin.finding_words import FindingShown
from search_app.admin.job_words import JobShown
from search_app.admin.pair_words import PairShown, Row
from search_app.tables import Column, Order
from store.audit import Entry
from store.invitations import Invitation
from store.jobs import Job, JobProgress, JobState
from store.roles import names
from store.users import User


def examples() -> dict[str, Any]:
    """Return what the page of examples shows of the administration."""
    return {
        "jobs": (_job(JobState.RUNNING), _job(JobState.FAILED)),
        "job_row": _row(JobState.DONE, {}),
        "columns": {
            "name": Column("Version", lambda one: one[0]),
            "documents": Column("Dokumente", lambda one: one[1], number=True),
        },
        "rows": (("2026-11-23", 52_034), ("2026-11-16", 51_990)),
        "order": Order("name", descending=True),
        "findings": _FINDINGS,
        "pair": _PAIR,
        "user": _USER,
        "invitation": Invitation(user=_USER, secret="", expires="2026-11-26T12:00:00+00:00"),
        "roles": names(),
        "entries": (_ENTRY,),
    }


def _job(state: JobState) -> JobShown:
    progress = JobProgress(
        stage="index",
        stages=("load", "embed", "index", "verify"),
        step="index",
        done=21_300,
        total=52_034,
        rate=1_480.2,
        seconds_left=21.0,
        remarks=("12 statements embedded",),
    )
    return job_words.shown(_row(state, {"progress": progress}))


def _row(state: JobState, told: dict[str, Any]) -> Job:
    usual: dict[str, Any] = {
        "id": 12,
        "kind": "rebuild",
        "arguments": {},
        "key": "index",
        "state": state,
        "author": "anna@example.org",
        "created": "2026-11-23T22:00:00+00:00",
        "due": "2026-11-23T22:00:00+00:00",
        "started": None,
        "ended": None,
        "worker": "",
        "lease": None,
        "attempts": 1,
        "most_attempts": 3,
        "cancel_wished": None,
        "cancel_wished_by": "",
        "progress": None,
        "outcome": {},
        "reason": "",
    }
    return Job(**{**usual, **told})


_FINDINGS = tuple(
    FindingShown(
        name="Golden queries",
        verdict=verdict,
        verdict_words=verdict,
        words="Drehteile finds 3 of 10 in Czechia; 5 must be.",
        language="en",
    )
    for verdict in ("bad", "skipped", "good")
)

_PAIR = PairShown(
    first="cz-26168685",
    second="ihk-17",
    likely="74 %",
    reasons=("gleicher Name", "anderer Kreis"),
    rows=(
        Row(name="Name", first="Kovo Děčín s.r.o.", second="Kovo Decin s.r.o.", differs=False),
        Row(name="Ort", first="405 02 Děčín", second="01067 Dresden", differs=True),
    ),
    gone=(),
)

_ENTRY = Entry(
    id=1,
    moment="2026-11-23T22:00:00+00:00",
    actor="anna@example.org",
    action="block.add",
    subject="cz-26168685",
    details={"reason": "Anruf"},
    request="",
)

_USER = User(
    id=1,
    email="anna@example.org",
    name="Anna",
    language="de",
    role="editor",
    sessions=1,
    has_password=True,
    created="2026-11-23T22:00:00+00:00",
    created_by="root",
    last_login=None,
    disabled=None,
    disabled_by="",
)
