"""E-mail by SMTP. What the server refuses for good (5xx for this letter) is told apart from what may work later."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from app.connectors.mail_message import message_of
from app.ports import Clock, ConnectorFailed, Letter

PORTS = {"smtp": 587, "smtps": 465}
#: Seconds that connecting, and each answer of the server, may take.
TIMEOUT = 20.0
PERMANENT = 500


@dataclass(frozen=True)
class SmtpServer:
    """Where e-mail goes: `smtp://user:password@host:587` (STARTTLS) or `smtps://...:465` (TLS from the start).

    `?tls=no` at the end of an `smtp:` address gives up encryption: for a server on the same machine.
    """

    host: str
    port: int
    implicit_tls: bool = False
    starttls: bool = True
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT

    @classmethod
    def read(cls, address: str) -> Self:
        """Raises ValueError when the address is none."""
        parts = urlsplit(address)
        tls = parse_qs(parts.query).get("tls", ["yes"])
        if parts.scheme not in PORTS or not parts.hostname or tls not in (["yes"], ["no"]):
            raise ValueError(
                "An SMTP address reads like smtp://user:password@mail.example:587 or smtps://mail.example."
            )
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            implicit_tls=parts.scheme == "smtps",
            starttls=parts.scheme == "smtp" and tls == ["yes"],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class SmtpMail:
    """`app.ports.Mail` by SMTP, one connection for each letter."""

    def __init__(self, server: SmtpServer, sender: str, clock: Clock, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._sender = sender
        self._clock = clock
        self._tls = tls or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        try:
            message = message_of(letter, self._sender)
        except ValueError as error:
            raise ConnectorFailed(f"The letter cannot be written: {error}", permanent=True) from error
        message["Date"] = format_datetime(self._clock())
        try:
            connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            # Whatever is wrong here is wrong with the way, not with the letter.
            raise ConnectorFailed(_sentence(error)) from error
        try:
            _hand_over(connection, message)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.implicit_tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=self._tls
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            if server.starttls:
                connection.starttls(context=self._tls)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _hand_over(connection: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, answer = next(iter(refused.recipients.values()))
        raise ConnectorFailed(_answer(code, answer), permanent=code >= PERMANENT) from refused
    except smtplib.SMTPResponseException as refused:
        code = refused.smtp_code
        raise ConnectorFailed(_answer(code, refused.smtp_error), permanent=code >= PERMANENT) from refused
    except (OSError, smtplib.SMTPException) as error:
        raise ConnectorFailed(_sentence(error)) from error


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"[:300]


def _sentence(error: Exception) -> str:
    return f"The mail server cannot be reached: {error}"[:300]
