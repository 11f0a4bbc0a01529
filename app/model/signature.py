"""Signatures on documents: who signs and as what, how well a signature can be proved, what is found in a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.model.errors import Conflict, Forbidden, LajurError


class Level(StrEnum):
    """How well a signature can be proved: the levels of PAdES (ETSI EN 319 142), or ink."""

    B_B = "PAdES B-B"  #: by the signer's certificate; when, only his own clock says
    B_T = "PAdES B-T"  #: with the time of a time stamp authority
    B_LT = "PAdES B-LT"  #: and with all that proves it after the certificate has run out
    WET_INK = "wet-ink"  #: on paper; what is kept is a scan


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. `capacity` is what he signs as, as it is printed: `Kepala Dinas`, `Plh. Kepala Dinas`.

    His key is found by his `login`, else by the `post` (its group) he signs for.
    """

    login: str
    name: str
    post: str
    capacity: str


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signed PDF. The bytes that were signed are the first ones of it, unchanged. `certificate` says whose key it
    was, as the certificate does; `simulated`: it is one of the demo."""

    data: bytes
    level: Level
    certificate: str
    simulated: bool = False


class Soundness(StrEnum):
    """What holds of a signature in a PDF."""

    SOUND = "sound"  #: of a known authority, and nothing has changed since
    UNKNOWN = "unknown"  #: nothing has changed since, but nobody we know vouches for the certificate
    EXPIRED = "expired"  #: nothing has changed since, but the certificate did not hold when it was made, or was revoked
    CHANGED = "changed"  #: the file was changed after it was signed
    BROKEN = "broken"  #: the signature does not fit the file


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature found in a PDF. `signer` and `issuer` are what the certificate says, so for anything that is not
    SOUND what anybody may have written. `at` is when it was made; `stamped`: a time stamp authority says so."""

    signer: str
    issuer: str
    soundness: Soundness
    at: datetime | None = None
    stamped: bool = False


class NoKey(Conflict):
    """There is no key with which {name} can sign; please ask the administrators for one."""


class WrongPassphrase(Forbidden):
    """The passphrase is not right. Nothing was signed."""


class CertificateNotValid(Conflict):
    """The certificate of {name} holds from {begins} to {ends} only. Nothing was signed."""


class CannotSign(LajurError):
    """The document cannot be signed: {reason}"""

    status = 422
