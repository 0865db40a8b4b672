"""Logging in: one answer for every failure, the same work for it, and growing waits."""

import math
from datetime import timedelta

import msgspec
from sqlalchemy import select

from core.errors import PartnerNetError
from store import credentials, passwords, tables, throttle, users
from store.database import Store
from store.moments import now
from store.refusals import Refused, Why
from store.users import User

_users = tables.users
_WRONG = "E-mail address or password is wrong."


class LoginRefused(PartnerNetError):
    """Nobody was logged in. Why is not told: whether an account exists is nobody's business."""


class LoginThrottled(LoginRefused):
    """There were too many failures; the password was not looked at."""

    def __init__(self, wait: timedelta) -> None:
        self.minutes = math.ceil(wait / timedelta(minutes=1))
        """Whole minutes until the next try is looked at, at least 1."""
        super().__init__(f"Too many failed log-ins; try again in {self.minutes} minutes.")


class _Known(msgspec.Struct, frozen=True):
    id: int
    hash: str | None
    disabled: bool


def log_in(store: Store, *, email: str, password: str, address: str, key: bytes) -> User:
    """Return the account whose address and password these are, and note when it logged in.

    ``address`` is where the try comes from, ``key`` what the throttle hides both with. Every try
    counts as failed until it succeeds, so that many at once are bounded as those one after another.

    Raises LoginThrottled while there were too many; LoginRefused for whatever else is wrong.
    """
    tried = _begin(store, throttle.keys(key, email, address))
    known = _known(store, email)
    fits = passwords.fits(password, known.hash if known else None)
    if known is None or not fits or known.disabled or known.hash is None:
        raise LoginRefused(_WRONG)
    return _succeed(store, known, password, tried, throttle.of_account(key, email))


def change_password(
    store: Store, user: User, *, current: str, new: str, address: str, key: bytes
) -> User:
    """Set a new password for who knows the ``current`` one; all sessions end.

    Raises LoginThrottled as :func:`log_in`; Refused where the current password is wrong or the new
    one breaks a rule.
    """
    passwords.check(new, email=user.email, name=user.name)
    try:
        log_in(store, email=user.email, password=current, address=address, key=key)
    except LoginThrottled:
        raise
    except LoginRefused:
        raise Refused(Why.WRONG, "The present password is wrong.", "current") from None
    return credentials.set_password(store, user.id, new, author=user.email)


def forget_failures(store: Store, email: str, *, key: bytes) -> None:
    """Let an account log in at once again, whatever failed before."""
    with store.writing() as connection:
        throttle.forget(connection, throttle.of_account(key, email))


def _begin(store: Store, keys: dict[str, throttle.Allowance]) -> list[int]:
    moment = now()
    with store.writing() as connection:
        wait = throttle.wait(connection, keys, moment)
        if not wait:
            return throttle.count(connection, keys, moment)
    raise LoginThrottled(wait)


def _known(store: Store, email: str) -> _Known | None:
    query = select(_users.c.id, _users.c.password_hash, _users.c.disabled).where(
        _users.c.email == email.strip().lower()
    )
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    return _Known(row[0], row[1], row[2] is not None) if row else None


def _succeed(store: Store, known: _Known, password: str, tried: list[int], account: str) -> User:
    assert known.hash is not None
    renewed = passwords.hashed(password) if passwords.outdated(known.hash) else known.hash
    with store.writing() as connection:
        throttle.take_back(connection, tried)
        throttle.forget(connection, account)
        if credentials.hash_of(connection, known.id) != known.hash:
            raise LoginRefused("The password was changed just now; log in with the new one.")
        if users.one_in(connection, known.id).disabled:
            raise LoginRefused(_WRONG)
        credentials.write(connection, known.id, last_login=now(), password_hash=renewed)
        return users.one_in(connection, known.id)
