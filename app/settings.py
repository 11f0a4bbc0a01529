"""What an installation may choose, read from the environment. `lajur settings` prints all of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

#: The folder that holds the README of a checkout, or the folder one works in when Lajur is installed as a wheel.
CHECKOUT = Path(__file__).resolve().parent.parent
HOME = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class BadSetting(ValueError):
    """A setting cannot be understood."""


@dataclass(frozen=True)
class Settings:
    """All settings. The environment variable of `data` is `LAJUR_DATA`, and so on.

    data        folder of database, vault, secret and mail (default: `var` beside the README)
    database    SQLAlchemy URL; `sqlite:///...` or `postgresql+psycopg://...` (default: SQLite in `data`)
    host, port  where the web listens
    threads     threads of the web server
    demo        show demo people on the sign-in page; only on a loopback address
    manual      lanes of systems served by manual evidence: `lane_siinas=operator,lane_oss=operator`
    days_off    folder with days off of this office, one TOML file a year
    house       TOML file with letterheads, posts and number series of letters (default: those of the demo)
    proxies     how many trusted proxies stand in front (for the address of the client)
    secure      whether people reach the web by HTTPS only (Secure cookies, HSTS)
    oidc_issuer, oidc_client_id, oidc_client_secret
                sign-in at an OpenID provider; the issuer is an https address (http only on loopback)
    oidc_groups groups of the provider's claim `groups` and what they stand for: `dinas-op=operator,dinas-ka=kadis`
    smtp_url    where e-mail goes: `smtp://user:password@host:587` (STARTTLS), `smtps://...`; demo mode: files
    mail_from   the sender of e-mail: `Lajur <lajur@kantor.example>`
    public_url  where people reach the web, for links in e-mails (default: host and port)
    four_eyes   who has edited or proposed a change of an SOP may not release it (default: 1)
    seals       folder of the seals, best on another machine (default: `seals` in `data`)
    seal_key    file with the private key that signs them, Ed25519 in PEM (default: made once in `data`)
    signing_keys
                folder with keys that sign documents, `<login>.p12` or `<post>.p12` (PKCS#12); in its folder
                `authorities` the certificates (*.pem, *.crt, *.cer) and revocation lists (*.crl) to believe
                (default: none, in demo mode a folder in `data` with keys that are made)
    signing_module
                library of a PKCS#11 device instead: a token for each signer, named by his login or post; the
                passphrase is its PIN
    tsa_url     time stamp authority for signatures (RFC 3161), an http or https address: what it answers is signed
    """

    data: Path = HOME / "var"
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    demo: bool = False
    manual: str = ""
    days_off: str = ""
    house: str = ""
    proxies: int = 0
    secure: bool = False
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_groups: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    public_url: str = ""
    seals: str = ""
    seal_key: str = ""
    four_eyes: bool = True
    signing_keys: str = ""
    signing_module: str = ""
    tsa_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings of this process. Raises BadSetting with a sentence."""
        names = [each.name for each in fields(cls) if _name(each.name) in environment]
        settings = cls()
        for name in names:
            settings = replace(settings, **{name: _read(name, environment[_name(name)], getattr(cls, name))})
        if settings.demo and settings.host not in LOOPBACK:
            raise BadSetting("LAJUR_DEMO shows people who sign in without a password: only on a loopback address.")
        if settings.oidc_issuer and not (_is_safe(settings.oidc_issuer) and settings.oidc_client_id):
            raise BadSetting("LAJUR_OIDC_ISSUER is an https address, and LAJUR_OIDC_CLIENT_ID goes with it.")
        if settings.smtp_url and not settings.mail_from:
            raise BadSetting("LAJUR_MAIL_FROM is missing: e-mail needs a sender, e.g. Lajur <lajur@kantor.example>.")
        if settings.tsa_url and not settings.tsa_url.startswith(("https://", "http://")):
            raise BadSetting("LAJUR_TSA_URL is an http or https address.")
        return settings

    @property
    def address(self) -> str:
        """Where people reach the web, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def outbox(self) -> Path | None:
        """The folder into which demo mode puts e-mails; None where they are sent, or not made."""
        return self.data / "mail" if self.demo and not self.smtp_url else None

    @property
    def seals_folder(self) -> Path:
        return Path(self.seals).absolute() if self.seals else self.data / "seals"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'lajur.db'}"

    @property
    def manual_lanes(self) -> Mapping[str, str]:
        """Lane of a system -> group that gives manual evidence."""
        return _pairs(self.manual, "LAJUR_MANUAL reads like lane_siinas=operator,lane_oss=operator.")

    @property
    def oidc_mapping(self) -> Mapping[str, str]:
        """Group of the provider -> group here."""
        return _pairs(self.oidc_groups, "LAJUR_OIDC_GROUPS reads like dinas-op=operator,dinas-ka=kadis.")


def _name(field: str) -> str:
    return f"LAJUR_{field.upper()}"


def _pairs(text: str, sentence: str) -> Mapping[str, str]:
    pairs = [pair.split("=") for pair in text.split(",") if pair.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise BadSetting(sentence)
    return {name.strip(): value.strip() for name, value in pairs}


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _read(name: str, text: str, default: object) -> Any:
    if isinstance(default, bool):
        if text.lower() not in ("0", "1", "false", "true", "no", "yes"):
            raise BadSetting(f"{_name(name)} is 1 or 0, not {text!r}.")
        return text.lower() in ("1", "true", "yes")
    if isinstance(default, int):
        if not text.isdigit():
            raise BadSetting(f"{_name(name)} is a number, not {text!r}.")
        return int(text)
    return Path(text).absolute() if isinstance(default, Path) else text
