"""The security log: failed sign-ins and refusals, one line each. It names who, what and from where; never a secret."""

import logging
from json import dumps

from flask import request

from app.web.shared.house import maybe_user

log = logging.getLogger("lajur.security")
LONGEST = 200


def refused(what: str, *, who: str | None = None) -> None:
    """Note that somebody was refused; `who` is the login he gave, by default that of the session."""
    person = maybe_user() if who is None else None
    name = person.login if person else who or "-"
    log.warning(_line("refused", what, name))


def noted(what: str, *, who: str) -> None:
    """Note something that matters to security and was allowed."""
    log.info(_line("allowed", what, who))


def _line(verdict: str, what: str, who: str) -> str:
    facts = {"who": who, "what": what, "method": request.method, "path": _path(), "address": request.remote_addr or "-"}
    # As JSON, in ASCII: whatever people have typed, a line stays one line.
    return f"{verdict} " + " ".join(f"{name}={dumps(value[:LONGEST])}" for name, value in facts.items())


def _path() -> str:
    """The address without what only its receiver may know."""
    secret = (request.view_args or {}).get("secret")
    return request.path.replace(str(secret), "…") if secret else request.path
