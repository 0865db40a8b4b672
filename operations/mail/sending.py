"""Sends what is queued, and tries again what was not taken."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import structlog

from core import points
from core.errors import NotFound
from core.progress import Progress
from operations.alerts.telling import Fitting
from operations.mail.gathering import gathered
from operations.mail.journal import Journal
from operations.mail.letters import Letter, Letters
from operations.mail.message import message
from operations.mail.server import Connection, NotSent
from store import Store, invitations, mails, members, standings, users
from store.mails import Mail
from store.moments import now
from store.refusals import Refused
from store.users import User

WAITS = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 30, 60, 120, 240, 480, 720, 1200))
"""How long after each failure a mail is tried again: two days together. Servers among themselves
try for four to five (RFC 5321, 4.5.4.1); a digest is followed by the next one before."""
_JITTER = 0.2
"""Share by which a wait varies, so that what failed together does not come back together."""
MOST_A_RUN = 500
"""Mails of one run; the next run goes on."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Written:
    """A mail that is ready to go."""

    letter: Letter
    about: tuple[str, ...]
    """What makes it the same message when it goes out again."""
    lines: tuple[str, ...] = ()
    """For the journal."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What mails are sent with."""

    store: Store
    searcher: Fitting | None
    """None where no mail of alerts is sent."""
    letters: Letters
    journal: Journal
    sender: tuple[str, str]
    connection: Connection

    def run(self, progress: Progress) -> Counter[str]:
        """Send what is due; return how many were sent, failed or not to be told.

        Raises what a search raises, StoreUnavailable, and what ``progress`` raises: what was sent
        until then is noted, the rest is due still. A server that breaks off ends the run.
        """
        counted: Counter[str] = Counter()
        while counted.total() < MOST_A_RUN and (mail := mails.claim(self.store)):
            points.reached("mail claimed")
            counted[self._one(mail)] += 1
            progress.advance()
            if self.connection.broken:
                break
        return counted

    def _one(self, mail: Mail) -> str:
        user = users.one(self.store, mail.user)
        written = self._written(mail, user)
        if written is None:
            with self.store.noting() as connection:
                mails.end(connection, mail, "untold")
            return "untold"
        told = message(written.letter, user, self.sender, written.about)
        points.reached("mail written")
        try:
            self.connection.send(told, self.sender[1], user.email)
        except NotSent as error:
            return self._failed(mail, user, error)
        points.reached("mail taken")
        self.journal.add(written.lines)
        points.reached("mail in the journal")
        with self.store.noting() as connection:
            mails.end(connection, mail, "sent")
            standings.took(connection, user.id)
        points.reached("mail noted")
        return "sent"

    def _written(self, mail: Mail, user: User) -> _Written | None:
        """Return what a mail says now, None where there is nothing to say any more."""
        if user.disabled:
            return None
        if mail.kind == "alerts":
            return self._alerts(mail, user)
        if mail.kind == "invitation":
            return self._invitation(mail, user)
        return _Written(letter=self.letters.test(user), about=(mail.key,))

    def _alerts(self, mail: Mail, user: User) -> _Written | None:
        house = members.house_of(self.store, user.id)
        if house is None or house.closed or self.searcher is None:
            return None
        told = mails.alerts_of(self.store, mail)
        found = gathered(self.store, self.searcher, self.journal, house, user, told)
        if not found.items:
            return None
        letter = self.letters.alerts(user, house, found.items, found.more)
        return _Written(letter=letter, about=found.lines, lines=found.lines)

    def _invitation(self, mail: Mail, user: User) -> _Written | None:
        """Make the link now: its secret is kept nowhere."""
        try:
            made = invitations.make(self.store, user.id, author=str(mail.arguments["author"]))
        except (NotFound, Refused):
            return None
        return _Written(letter=self.letters.invitation(user, made.secret), about=(mail.key,))

    def _failed(self, mail: Mail, user: User, error: NotSent) -> str:
        _log.info("a mail was not taken", mail=mail.id, reason=str(error))
        with self.store.writing() as connection:
            rest = error.of_address and standings.refused(connection, user.id, str(error))
            if rest or mail.attempts > len(WAITS):
                mails.end(connection, mail, "given_up", str(error))
                return "given_up"
            wait = WAITS[mail.attempts - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)
            mails.again(connection, mail, str(error), now() + wait)
        return "failed"
