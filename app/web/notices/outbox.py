"""The e-mails that the demo has made, shown on this machine only."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import render_template
from flask.typing import ResponseReturnValue

from app.model.errors import NotFound
from app.web.notices.room import room
from app.web.shared.demo import demo_is_on
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import settings

SHOWN = 100


@dataclass(frozen=True)
class Mail:
    """An e-mail of the outbox, for people to read."""

    name: str
    to: str
    subject: str
    date: str
    body: str


def outbox_is_open() -> bool:
    """Whether this request may see e-mails: the demo makes them, and the request comes from this machine."""
    return demo_is_on() and settings().outbox is not None


@room.get("/demo/surat")
@entrance(EVERYONE)
def outbox() -> ResponseReturnValue:
    return render_template("notices/outbox.html", mails=[_read(path) for path in _files()[:SHOWN]])


@room.get("/demo/surat/<name>")
@entrance(EVERYONE)
def mail(name: str) -> ResponseReturnValue:
    found = [path for path in _files() if path.name == name]
    if not found:
        raise NotFound
    return render_template("notices/mail.html", mail=_read(found[0]))


def _files() -> list[Path]:
    """The newest first."""
    folder = settings().outbox
    if folder is None or not demo_is_on():
        raise NotFound
    return sorted(folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    return Mail(path.name, str(message["To"]), str(message["Subject"]), str(message["Date"]), message.get_content())
