"""A mail as it is handed to a server."""

import hashlib
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr

from core.errors import SettingsError
from core.settings import Settings
from operations.mail.letters import Letter
from store.moments import now
from store.users import User


def sender_of(settings: Settings) -> tuple[str, str]:
    """Return name and address that mails come from.

    Raises SettingsError where PARTNERNET_MAIL_FROM is missing or holds no address.
    """
    name, address = parseaddr(settings.mail_from or "")
    try:
        Address(addr_spec=address)
    except (ValueError, IndexError):
        address = ""
    if "@" not in address:
        raise SettingsError(
            "PARTNERNET_MAIL_FROM must be who mails come from, such as "
            "PartnerNet <partnernet@example.org>."
        )
    return name or "PartnerNet", address


def message(
    letter: Letter, user: User, sender: tuple[str, str], about: Iterable[str]
) -> EmailMessage:
    """Return the mail that tells ``letter`` to ``user``.

    Its id follows from recipient and ``about``: what goes out once more, after a kill before it was
    noted, is the same message, of which mailboxes keep one.
    """
    name, address = sender
    told = EmailMessage()
    told["From"] = formataddr((name, address))
    told["To"] = user.email
    told["Subject"] = letter.subject
    told["Date"] = format_datetime(now())
    told["Message-ID"] = f"<{_digest(user.email, *about)}@{address.rpartition('@')[2]}>"
    told["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        told["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        told["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    told.set_content(letter.text)
    told.add_alternative(letter.html, subtype="html")
    told["Content-Language"] = user.language
    return told


def _digest(*about: str) -> str:
    return hashlib.blake2b("\n".join(about).encode(), digest_size=16).hexdigest()
