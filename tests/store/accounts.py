"""Accounts for tests of the store, and a clock."""

from datetime import UTC, datetime, timedelta

from store import Store, credentials, passwords, users
from store.users import User

PASSWORD = "zwölf Äpfel und eine Birne"


def account(opened: Store, email: str = "anna@example.org", role: str = "administrator") -> User:
    """An account that can log in with PASSWORD."""
    made = users.add(opened, email=email, role=role, author="test")
    kept = passwords.hashed(PASSWORD)
    with opened.writing() as connection:
        return credentials.put(connection, made.id, kept, author="test")


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, **by: float) -> None:
        self.moment += timedelta(**by)
