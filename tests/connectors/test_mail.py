"""E-mail against a real SMTP server, and into files."""

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from app.connectors.mail_files import FileMail
from app.connectors.mail_message import LONGEST_SUBJECT, message_of
from app.connectors.mail_smtp import SmtpMail, SmtpServer
from app.ports import ConnectorFailed, Letter
from tests.connectors.certificate import contexts
from tests.connectors.smtp_server import Postbox, free_port, smtp_server

SENDER = "Lajur Dinas <lajur@dinas.example>"
LETTER = Letter(
    "IP-2026-00001/12/case/7", "siti@contoh.example", "IP-2026-00001: Mohon dijawab", "Yth. Siti,\n\nBuka\n"
)
NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)

Serve = Callable[..., Postbox]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(smtp_server(Postbox(), **how))


def mail(postbox: Postbox, **changes: object) -> SmtpMail:
    server = SmtpServer("127.0.0.1", postbox.port, starttls=False, timeout=1)
    return SmtpMail(replace(server, **changes), SENDER, lambda: NOW)


def test_a_letter_arrives_as_it_was_written(serve: Serve) -> None:
    postbox = serve()
    mail(postbox).send(LETTER)
    [letter] = postbox.letters
    assert (letter["From"], letter["To"]) == (SENDER, "siti@contoh.example")
    assert letter["Subject"] == "IP-2026-00001: Mohon dijawab"
    assert letter["Date"] == "Tue, 17 Mar 2026 02:00:00 +0000"
    assert (letter["Content-Language"], letter["Auto-Submitted"]) == ("id", "auto-generated")
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content() == "Yth. Siti,\r\n\r\nBuka\r\n"


def test_the_same_letter_has_the_same_id_and_another_another(serve: Serve) -> None:
    postbox = serve()
    for letter in (LETTER, LETTER, replace(LETTER, key="x")):
        mail(postbox).send(letter)
    first, second, third = postbox.ids
    assert first == second != third
    assert first.endswith("@dinas.example>")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x00", "\x1b[2J"])
def test_no_foreign_text_becomes_a_header(serve: Serve, end: str) -> None:
    postbox = serve()
    mail(postbox).send(replace(LETTER, subject=f"Halo{end}Bcc: x@y.example{end}{end}<b>", body=f"é{end}.{end}.\n"))
    [letter] = postbox.letters
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("Halo")
    assert "Bcc: x@y.example" in letter["Subject"]
    assert letter.get_content().rstrip().endswith(".")


def test_a_long_subject_is_cut_and_an_unusual_one_comes_whole(serve: Serve) -> None:
    postbox = serve()
    for subject in ("IP-2026-00001 " * 30, "PT Sinar “Jaya” é 株式会社"):
        mail(postbox).send(replace(LETTER, subject=subject))
    long, unusual = (letter["Subject"] for letter in postbox.letters)
    assert long == ("IP-2026-00001 " * 30)[:LONGEST_SUBJECT].strip()
    assert unusual == "PT Sinar “Jaya” é 株式会社"


@pytest.mark.parametrize("to", ["", "siti", "a@b.example\r\nBcc: x@y.example", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused_for_good(serve: Serve, to: str) -> None:
    postbox = serve()
    with pytest.raises(ConnectorFailed) as failure:
        mail(postbox).send(replace(LETTER, to=to))
    assert failure.value.permanent
    assert postbox.letters == []


@pytest.mark.parametrize(("answer", "permanent"), [("550 No such mailbox", True), ("450 Mailbox busy", False)])
def test_a_refused_recipient_is_told_apart_from_a_busy_one(serve: Serve, answer: str, permanent: bool) -> None:
    postbox = serve()
    postbox.at_recipient = [answer]
    with pytest.raises(ConnectorFailed, match=answer) as failure:
        mail(postbox).send(LETTER)
    assert failure.value.permanent is permanent


@pytest.mark.parametrize(("answer", "permanent"), [("554 Spam", True), ("451 Try later", False), ("421 Bye", False)])
def test_a_refused_letter_is_told_apart_from_a_server_in_trouble(serve: Serve, answer: str, permanent: bool) -> None:
    postbox = serve()
    postbox.at_data = [answer]
    with pytest.raises(ConnectorFailed, match=answer) as failure:
        mail(postbox).send(LETTER)
    assert failure.value.permanent is permanent
    mail(postbox).send(LETTER)
    assert len(postbox.letters) == 1


def test_a_server_that_is_not_there_may_come_back() -> None:
    with pytest.raises(ConnectorFailed, match="cannot be reached") as failure:
        mail(Postbox(port=free_port())).send(LETTER)
    assert not failure.value.permanent


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(ConnectorFailed, match="cannot be reached") as failure:
            mail(Postbox(port=deaf.getsockname()[1]), timeout=0.2).send(LETTER)
    assert not failure.value.permanent


def test_a_connection_that_breaks_is_tried_again(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    postbox = serve()

    def breaks(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(smtplib.SMTP, "send_message", breaks)
    with pytest.raises(ConnectorFailed, match="gone") as failure:
        mail(postbox).send(LETTER)
    assert not failure.value.permanent


def test_a_letter_that_was_taken_is_sent_even_if_the_goodbye_fails(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    postbox = serve()

    def fails(_: smtplib.SMTP) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(smtplib.SMTP, "quit", fails)
    mail(postbox).send(LETTER)
    assert len(postbox.letters) == 1


def test_it_goes_by_tls_and_with_a_password(serve: Serve, tmp_path: Path) -> None:
    server_side, client_side = contexts(tmp_path)
    postbox = serve(tls=server_side, password="kuda terbang")
    server = SmtpServer("127.0.0.1", postbox.port, user="lajur", password="kuda terbang", timeout=5)
    SmtpMail(server, SENDER, lambda: NOW, client_side).send(LETTER)
    assert len(postbox.letters) == 1
    with pytest.raises(ConnectorFailed) as failure:
        SmtpMail(replace(server, password="salah"), SENDER, lambda: NOW, client_side).send(LETTER)
    assert not failure.value.permanent, "a wrong password is no fault of the letter"


def test_a_server_nobody_vouches_for_gets_no_letter(serve: Serve, tmp_path: Path) -> None:
    server_side, _ = contexts(tmp_path)
    postbox = serve(tls=server_side)
    with pytest.raises(ConnectorFailed, match=r"(?i)certificate"):
        SmtpMail(SmtpServer("127.0.0.1", postbox.port, timeout=5), SENDER, lambda: NOW).send(LETTER)
    assert postbox.letters == []


def test_a_server_without_tls_gets_no_letter_when_tls_is_wanted(serve: Serve) -> None:
    postbox = serve()
    with pytest.raises(ConnectorFailed, match="STARTTLS"):
        mail(postbox, starttls=True).send(LETTER)
    assert postbox.letters == []


def test_tls_may_begin_at_once(tmp_path: Path) -> None:
    server_side, client_side = contexts(tmp_path)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = SmtpServer("127.0.0.1", listening.getsockname()[1], implicit_tls=True, starttls=False, timeout=0.2)
        with pytest.raises(ConnectorFailed, match="cannot be reached"):
            SmtpMail(server, SENDER, lambda: NOW, client_side).send(LETTER)
        connection, _ = listening.accept()
        assert connection.recv(1) == b"\x16", "the first byte of a TLS handshake"
        connection.close()
    assert server_side


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 587)),
        ("smtp://mail.example:25?tls=no", SmtpServer("mail.example", 25, starttls=False)),
        ("smtps://mail.example", SmtpServer("mail.example", 465, implicit_tls=True, starttls=False)),
        ("smtp://a%40b:p%2Fw@mail.example", SmtpServer("mail.example", 587, user="a@b", password="p/w")),
    ],
)
def test_the_address_of_a_server_says_all_of_it(address: str, server: SmtpServer) -> None:
    assert SmtpServer.read(address) == server


@pytest.mark.parametrize(
    "address", ["", "mail.example", "http://mail.example", "smtp://", "smtp://m.example?tls=maybe"]
)
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="SMTP"):
        SmtpServer.read(address)


def test_the_outbox_of_the_demo_holds_each_letter_once(tmp_path: Path) -> None:
    outbox = FileMail(tmp_path / "mail", SENDER, lambda: NOW)
    for letter in (LETTER, LETTER, replace(LETTER, key="../../x")):
        outbox.send(letter)
    files = sorted((tmp_path / "mail").iterdir())
    assert [path.suffix for path in files] == [".eml", ".eml"]
    letters = [message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default) for path in files]
    assert {letter["Message-ID"] for letter in letters} == {
        message_of(it, SENDER)["Message-ID"] for it in (LETTER, replace(LETTER, key="../../x"))
    }
