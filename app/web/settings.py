"""What the web must know of its surroundings; filled in by `app.wiring`."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class WebSettings:
    """`secret` signs sessions (32 random bytes or more, the same in every process).

    `secure` says that people reach the server by HTTPS; leave it False only on loopback. `hosts` are the host names
    the server answers to (empty: any). `demo` shows the people named in `demo_people` (logins) on the sign-in page,
    to be entered at a click and without a password; it is honoured for requests from this machine only.
    `upload_limit` is in bytes and covers a whole request.
    """

    secret: bytes
    secure: bool = True
    hosts: tuple[str, ...] = ()
    demo: bool = False
    demo_people: tuple[str, ...] = ()
    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    upload_limit: int = 50 * 2**20
