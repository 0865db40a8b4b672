"""Where may be posted to: public addresses alone, whatever a name resolves to and when.

Somebody who enters the address of a webhook has this service send requests from inside its network.
So a name is resolved once, each address that it has is looked at, and the connection goes to one of
those: nothing is resolved a second time, when it may have become another.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

from core.errors import BadRequest

PORTS = frozenset({443, 8443})
"""HTTPS and its registered other port: behind others stands what was never meant for posts."""
_RESOLVE_SECONDS = 5.0
"""The resolver's own time for one server (resolv.conf, timeout)."""
_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6; mapped, translated and local addresses lie outside."""
_SPECIAL = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # IETF protocol assignments (RFC 6890)
        "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
        "2001::/23",  # IETF protocol assignments, Teredo among them (RFC 2928, 4380)
        "2002::/16",  # 6to4: holds an IPv4 address (RFC 3056)
        "3fff::/20",  # documentation (RFC 9637)
    )
)
"""What Python's own list of public addresses takes in, or took in until lately."""
_SAFE = "/%:@!$&'()*+,;=~-._?"
"""Stay as they are in a path (RFC 3986, 3.3), and what is quoted already."""

Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]
"""Returns all addresses of a name; raises OSError or UnicodeError."""


class Why(StrEnum):
    """What is wrong with an address."""

    FORM = "form"
    SCHEME = "scheme"
    PORT = "port"
    NAME = "name"
    PRIVATE = "private"


class AddressRefused(BadRequest):
    """Nothing is posted there."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence, "url")
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a post goes."""

    host: str
    port: int
    path: str
    """With its query, as it is sent."""
    addresses: tuple[str, ...]
    """All were looked at; a connection to any of them is allowed."""


def resolved(host: str, port: int) -> Sequence[str]:
    """Return all addresses of ``host``.

    Raises OSError, also where no answer comes in time, or UnicodeError where it can be no name.
    """
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(address[0]) for *_, address in answers)
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's resolver knows no time-out of the caller's.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_RESOLVE_SECONDS)
    if asking.is_alive():
        raise TimeoutError(host)
    if failed:
        raise failed[0]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class Guard:
    """The rules, and how names are resolved."""

    resolve: Resolver = resolved
    beyond: tuple[Network, ...] = ()
    """Networks that are allowed although they are not public, with all ports. There is no setting
    for it: only a program that is written to can name one, as the tests do with loopback."""

    def target(self, url: str) -> Target:
        """Return where a post to ``url`` goes. Raises AddressRefused."""
        parts = _split(url)
        host = _host(parts)
        port = parts.port or 443
        if port not in PORTS and not self.beyond:
            raise AddressRefused(Why.PORT, f"The port must be one of {sorted(PORTS)}.")
        path = quote(parts.path or "/", safe=_SAFE)
        query = f"?{quote(parts.query, safe=_SAFE + '/')}" if parts.query else ""
        return Target(host=host, port=port, path=path + query, addresses=self._public(host, port))

    def _public(self, host: str, port: int) -> tuple[str, ...]:
        """Return the addresses of ``host``. One that is not public refuses them all."""
        try:
            found = tuple(self.resolve(host, port))
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise AddressRefused(Why.NAME, f"The name {host} has no address; see how it is spelt.")
        if not all(self._allowed(address) for address in found):
            raise AddressRefused(
                Why.PRIVATE,
                f"The name {host} leads to an address that is not public; nothing is posted there.",
            )
        return found

    def _allowed(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return is_public(found) or any(found in network for network in self.beyond)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether anybody on the internet reaches the same machine at ``address``.

    Not: loopback, private and shared networks, link-local (clouds answer there with their secrets),
    multicast, reserved; nor IPv6 addresses that hold an IPv4 one: mapped, compatible, 6to4, Teredo,
    NAT64.
    """
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _UNICAST):
        return False
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _SPECIAL)


def _split(url: str) -> SplitResult:
    """Return the parts of an address that can only be read in one way."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (raises where it is no number)
    except ValueError:
        raise _unreadable() from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _unreadable()
    # A backslash, blanks and controls are read otherwise by every program; names with a password
    # before them deceive people.
    if "@" in parts.netloc or "\\" in url or not url.isprintable() or " " in url:
        raise _unreadable()
    if parts.scheme != "https":
        raise AddressRefused(
            Why.SCHEME, "The address must begin with https://, so that nobody on the way reads it."
        )
    return parts


def _host(parts: SplitResult) -> str:
    """Return the host as name servers know it."""
    host = (parts.hostname or "").rstrip(".")
    try:
        return host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _unreadable() from None


def _unreadable() -> AddressRefused:
    return AddressRefused(
        Why.FORM, "That is no address of a webhook; write it as https://example.org/path."
    )
