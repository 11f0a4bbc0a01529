"""A real SMTP server for the suite: on a port of its own, with TLS and passwords if a test wants them."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Postbox:
    """What has come, and how the server answers next: `at_recipient` and `at_data` are answers to be given first."""

    letters: list[EmailMessage] = field(default_factory=list)
    at_recipient: list[str] = field(default_factory=list)
    at_data: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]) -> str:  # noqa: N802 - aiosmtpd calls it so
        if self.at_recipient:
            return self.at_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        if self.at_data:
            return self.at_data.pop(0)
        content = envelope.original_content or b""
        self.letters.append(message_from_bytes(content, _class=EmailMessage, policy=default))
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def smtp_server(
    postbox: Postbox, *, port: int = 0, tls: ssl.SSLContext | None = None, password: str = ""
) -> Iterator[Postbox]:
    """Serve until the block ends; `postbox.port` is where. With TLS, STARTTLS is demanded."""

    def let_in(_: SMTP, __: Session, ___: Envelope, ____: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=data.password == password.encode())

    postbox.port = port or free_port()
    controller = Controller(
        postbox,
        hostname="127.0.0.1",
        port=postbox.port,
        tls_context=tls,
        require_starttls=tls is not None,
        authenticator=let_in if password else None,
        auth_required=bool(password),
    )
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()
