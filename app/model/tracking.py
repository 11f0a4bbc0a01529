"""The code by which anybody who was given it can track a case, beside its number."""

#: No 0 and O, no 1 and I: what is read aloud or written down comes back as it was.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8


def tracking_code(noise: bytes) -> str:
    """A code from the last 8 of some random bytes: 40 bits of them."""
    return "".join(SIGNS[byte % len(SIGNS)] for byte in noise[-LENGTH:])


def as_kept(typed: str) -> str:
    """A code as people type it, in the form in which it is kept: without blanks and dashes, in capitals."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
