"""Signatures of posts, as Standard Webhooks 1.0 has them (standardwebhooks.com): receivers find
libraries for it in every language."""

import base64
import hashlib
import hmac

_VERSION = "v1"


def headers(secret: str, number: str, seconds: int, body: bytes) -> dict[str, str]:
    """Return what a post of ``body`` carries.

    ``secret`` is the key as its owner has it (``whsec_…``), ``number`` names the message and stays
    when it is posted again, ``seconds`` is the time since 1970 at which this try is made.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{number}.{seconds}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        "webhook-id": number,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"{_VERSION},{signature}",
    }
