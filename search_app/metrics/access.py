"""Who may read the figures: this machine, or whoever shows the token."""

import hmac
from ipaddress import ip_address

from flask import Request

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


def may_read(request: Request, token: str | None) -> bool:
    """Tell whether ``request`` shows ``token``, or comes from this machine where there is none.

    What a reverse proxy on this machine passes on comes from elsewhere.
    """
    if token is not None:
        shown = request.authorization
        given = shown.token if shown and shown.type == "bearer" else None
        return given is not None and hmac.compare_digest(given.encode(), token.encode())
    return _is_loopback(request.remote_addr) and not any(
        name in request.headers for name in _FORWARDED
    )


def _is_loopback(address: str | None) -> bool:
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False
