"""An outbox of files for demo mode: each letter becomes `<name>.eml`, and nothing leaves the house."""

from email.utils import format_datetime
from pathlib import Path

from app.connectors.mail_message import message_of, name_of
from app.ports import Clock, Letter


class FileMail:
    """`app.ports.Mail` into a folder. The same letter is the same file, so nothing is there twice."""

    def __init__(self, folder: Path, sender: str, clock: Clock) -> None:
        self._folder = folder
        self._sender = sender
        self._clock = clock

    def send(self, letter: Letter) -> None:
        message = message_of(letter, self._sender)
        message["Date"] = format_datetime(self._clock())
        self._folder.mkdir(parents=True, exist_ok=True)
        half = self._folder / f"{name_of(letter)}.part"
        half.write_bytes(message.as_bytes())
        half.replace(half.with_suffix(".eml"))
