"""What the web must know of its surroundings; filled in by the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True)
class OidcSettings:
    """An OpenID provider people may sign in with. `groups` maps names in its claim `groups` to groups here."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WebSettings:
    """`secret_key` signs sessions: 32 random characters or more, the same in every process.

    `secure` says that people reach the server by HTTPS; leave it False only on loopback. `proxies` is the number of
    trusted proxies in front. `hosts` are the host names the server answers to (empty: any). `demo` lets people
    without a password sign in at a click; it is honoured for requests from this machine only. A session ends when it
    was idle for `idle`, and in any case after `longest`. `upload_limit` is in bytes and covers a whole request.
    `oidc` lets people sign in at a provider as well.
    `outbox` is the folder of the e-mails that the demo has made.
    """

    secret_key: str
    secure: bool = True
    proxies: int = 0
    hosts: tuple[str, ...] = ()
    demo: bool = False
    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)
    upload_limit: int = 50 * 2**20
    oidc: OidcSettings | None = None
    outbox: Path | None = None
