"""Failed log-ins, and how long the next one has to wait.

Counted for the account that was tried and for the address that it was tried from, whether there is
such an account or not. Kept are keyed hashes, for a day.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from store import tables

REMEMBERED = timedelta(days=1)
"""How long a failure counts. It bounds what can be tried of one account to about 30 a day, where
NIST SP 800-63B, 5.2.2 allows 100 in a row."""
_LONGEST = timedelta(hours=1)
_FIRST = timedelta(minutes=1)

_failures = tables.login_failures


class Allowance(msgspec.Struct, frozen=True):
    """How many failures a kind of key has free before each further one doubles the wait."""

    free: int

    def wait(self, failures: int) -> timedelta:
        """Return how long after the last of ``failures`` the next try is refused."""
        beyond = failures - self.free
        if beyond < 0:
            return timedelta(0)
        doubled: int = 2 ** min(beyond, 10)
        return min(_FIRST * doubled, _LONGEST)


ACCOUNT = Allowance(5)
"""Who mistypes more often than five times has forgotten it."""
ADDRESS = Allowance(20)
"""An office of several people, or many behind one provider's address, shares it."""


def keys(key: bytes, email: str, address: str) -> dict[str, Allowance]:
    """Return what is counted for a try: keyed hashes of account and address."""
    return {of_account(key, email): ACCOUNT, _hash(key, f"address {_network(address)}"): ADDRESS}


def guesses(key: bytes, address: str) -> dict[str, Allowance]:
    """Return what is counted for a secret address that was guessed from ``address``.

    Apart from log-ins: who mistypes one must not be kept from the other.
    """
    return {_hash(key, f"guess {_network(address)}"): ADDRESS}


def of_account(key: bytes, email: str) -> str:
    """Return the keyed hash of an account's address, whether there is the account or not."""
    return _hash(key, f"account {email.strip().lower()}")


def wait(connection: Connection, keys_: Mapping[str, Allowance], moment: datetime) -> timedelta:
    """Return how long from ``moment`` on no try is looked at; 0 where one is."""
    longest = timedelta(0)
    for key, allowance in keys_.items():
        query = select(func.count(), func.max(_failures.c.moment)).where(
            _failures.c.key == key, _failures.c.moment > moment - REMEMBERED
        )
        failures, last = connection.execute(query).one()
        if last is not None:
            longest = max(longest, last + allowance.wait(failures) - moment)
    return longest


def count(connection: Connection, keys_: Mapping[str, Allowance], moment: datetime) -> list[int]:
    """Count a try as failed and return its rows; forget those that no longer count."""
    connection.execute(delete(_failures).where(_failures.c.moment <= moment - REMEMBERED))
    made = []
    for key in keys_:
        new = connection.execute(insert(_failures).values(key=key, moment=moment))
        assert new.inserted_primary_key is not None
        made.append(new.inserted_primary_key[0])
    return made


def take_back(connection: Connection, rows: list[int]) -> None:
    """Forget a try that was counted as failed and was not."""
    connection.execute(delete(_failures).where(_failures.c.id.in_(rows)))


def forget(connection: Connection, key: str) -> None:
    """Forget all failures of a key."""
    connection.execute(delete(_failures).where(_failures.c.key == key))


def _network(address: str) -> str:
    """Return an address as it is counted: of IPv6 its /64, which one household has to itself."""
    try:
        found = ip_address(address)
    except ValueError:  # a socket of the same machine has none
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found)


def _hash(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), hashlib.sha256).hex()
