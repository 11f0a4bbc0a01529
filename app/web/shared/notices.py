"""What has just been done, told on the next page."""

from flask import flash, session

#: Notices wait in the session cookie until a page shows them; who never opens one must not fill his cookie.
KEPT = 2


def notice(sentence: str) -> None:
    """Tell this on the next page the person opens."""
    waiting = session.get("_flashes")
    if waiting:
        session["_flashes"] = waiting[-KEPT:]
    flash(sentence)
