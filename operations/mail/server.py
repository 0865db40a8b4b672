"""The mail server of the settings, and one connection to it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from core.errors import PartnerNetError, SettingsError
from core.settings import Settings

_SECONDS = 60.0
"""How long one answer is waited for: mail servers look up who sends and scan what they get, and
those that take minutes are tried again later (RFC 5321, 4.5.3.2 allows five)."""
_SCHEMES = {"smtp": 25, "smtps": 465}
_PERMANENT, _CLOSING = 500, 421

Encryption = Literal["wished", "required", "none"]
"""Of ``smtp``: ``wished`` takes STARTTLS where it is offered."""


class NotSent(PartnerNetError):
    """A mail was not taken.

    ``of_address`` tells that the server has nobody of that address (or takes nothing for it), for
    good; every other failure may pass.
    """

    def __init__(self, reason: str, *, of_address: bool = False) -> None:
        super().__init__(reason)
        self.of_address = of_address


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """How a mail server is reached."""

    host: str
    port: int
    tls: bool
    """From the first octet on."""
    encryption: Encryption = "wished"
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Leave the password out of tracebacks and logs."""
        return f"Server(host={self.host!r}, port={self.port})"


def server_of(settings: Settings) -> Server | None:
    """Return the mail server of ``settings``, None without one.

    Raises SettingsError where PARTNERNET_SMTP_URL is no address of a mail server; the error repeats
    nothing of it, since it may hold a password.
    """
    if settings.smtp_url is None:
        return None
    try:
        return _parsed(settings.smtp_url)
    except ValueError:
        raise SettingsError(
            "PARTNERNET_SMTP_URL must be like smtp://USER:PASSWORD@mail.example.org:587, or "
            "smtps://…; ?starttls=required insists on encryption, ?starttls=none does without."
        ) from None


def _parsed(url: str) -> Server:
    parts = urlsplit(url)
    (encryption,) = parse_qs(parts.query).get("starttls", ["wished"])
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(url)
    if encryption not in ("wished", "required", "none"):
        raise ValueError(encryption)
    return Server(
        host=parts.hostname,
        port=parts.port or _SCHEMES[parts.scheme],
        tls=parts.scheme == "smtps",
        encryption=encryption,  # type: ignore[arg-type]
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


class Connection:
    """A mail server that answered."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp
        self.broken = False
        """Whether nothing more can be sent: the server broke off, or closes (421)."""

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand one message over. Raises NotSent."""
        try:
            self._smtp.send_message(message, sender, [recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[recipient]
            raise _refused(code, text, of_address=code >= _PERMANENT) from None
        except smtplib.SMTPResponseException as error:
            self.broken = error.smtp_code == _CLOSING
            raise _refused(error.smtp_code, error.smtp_error) from None
        except (OSError, smtplib.SMTPException) as error:
            self.broken = True
            raise NotSent(f"The mail server broke off: {type(error).__name__}.") from None


@contextmanager
def connected(server: Server, context: ssl.SSLContext | None = None) -> Iterator[Connection]:
    """Yield a connection; certificates are checked, by ``context`` where one is given.

    Raises NotSent where there is none, or it is not as encrypted as it must be.
    """
    try:
        smtp = _opened(server, context or ssl.create_default_context())
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(
            f"The mail server {server.host}:{server.port} cannot be reached: "
            f"{error.strerror if isinstance(error, OSError) and error.strerror else error}."
        ) from None
    try:
        yield Connection(smtp)
    finally:
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _opened(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SECONDS, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        smtp.ehlo()
        offered = smtp.has_extn("starttls") and not server.tls
        if server.encryption == "required" and not (offered or server.tls):
            raise smtplib.SMTPNotSupportedError("it does not offer STARTTLS, which is required")
        if offered and server.encryption != "none":
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _refused(code: int, text: bytes | str, *, of_address: bool = False) -> NotSent:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(told.split())[:200]
    return NotSent(f"The mail server answered {code} {line}", of_address=of_address)
