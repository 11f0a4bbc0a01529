"""Text that people type freely: remarks, reasons, messages. It is kept as typed, in one spelling."""

from app.model.errors import LajurError

#: Letters a reason or a note may have.
LONGEST_REASON = 2000
#: Control characters but tab and line end: nobody sees them, and not every database or letter can hold them.
_UNSEEN = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), 0x7F))


def free_text(typed: str) -> str:
    r"""The text with "\n" as its only line end, without control characters, without blanks around it.

    Everything else stays: markup, formulas, marks of the writing direction, signs without width. Whoever shows it takes
    it for text.
    """
    return typed.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).strip()


def remark(typed: str) -> str:
    """A reason that need not be given. Raises LajurError when it is too long."""
    text = free_text(typed)
    if len(text) > LONGEST_REASON:
        told = {"most": LONGEST_REASON, "count": len(text)}
        raise LajurError("A reason has {most} characters at most; yours has {count}.", **told)
    return text


def must_be_reason(typed: str) -> str:
    """A reason that must be given. Raises LajurError when it is empty or too long."""
    text = remark(typed)
    if not text:
        raise LajurError("Please give a reason.")
    return text
