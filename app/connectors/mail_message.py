"""A letter as an e-mail message (RFC 5322): plain text, with headers nothing foreign can break."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from hashlib import sha256

from app.ports import Letter

LONGEST_SUBJECT = 200
#: Long enough that no two keys ever share one.
DIGITS = 32


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The message; the same letter has the same Message-ID at every attempt. It has no Date: who sends it sets one.

    `sender` reads like `Lajur <lajur@kantor.example>`. Raises ValueError when an address cannot be one.
    """
    if not letter.to:
        raise ValueError("it goes to nobody")
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_line(name), addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = _line(letter.subject)[:LONGEST_SUBJECT]
    message["Message-ID"] = f"<{name_of(letter)}@{address.rpartition('@')[2]}>"
    # So that no absence notice answers us (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("".join(sign for sign in letter.body if sign.isprintable() or sign == "\n"))
    message["Content-Language"] = letter.locale
    return message


def name_of(letter: Letter) -> str:
    """A name for a letter that no other letter has, of digits only."""
    return sha256(letter.key.encode()).hexdigest()[:DIGITS]


def _line(text: str) -> str:
    """The text as one line: a line break in a header would begin another header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
