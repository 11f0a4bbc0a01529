"""What is found in a signed PDF. The file may be anybody's: this runs apart (`apart.py`)."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from app.connectors.signing.apart import SIGNED
from app.connectors.signing.trust import Trust
from app.model.signature import FoundSignature, Soundness

_RUN_OUT = frozenset(
    {
        AdESFailure.REVOKED,
        AdESIndeterminate.EXPIRED,
        AdESIndeterminate.NOT_YET_VALID,
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED,
        AdESIndeterminate.REVOKED_NO_POE,
    }
)
#: So many signatures are looked at, and so much of a name is told.
_MOST, _LONGEST = 20, 120
_BROKEN = FoundSignature("", "", Soundness.BROKEN)


def found_in(pdf: bytes, trust: Trust, now: datetime) -> list[FoundSignature]:
    """The signatures in a file, the first one first; none in what is no PDF. A file that says it is signed and cannot
    be read has a broken one."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        signatures = list(reader.embedded_regular_signatures)[:_MOST]
    except Exception:  # noqa: BLE001 - a hostile file makes a library raise anything
        return [_BROKEN] if SIGNED in pdf else []
    trust = replace(trust, revoked=[*trust.revoked, *_lists_in(reader)])
    return [_found(each, trust, now) for each in signatures]


def _found(signature: EmbeddedPdfSignature, trust: Trust, now: datetime) -> FoundSignature:
    try:
        certificate = signature.signer_cert
        status = _status(signature, trust, now)
    except Exception:  # noqa: BLE001 - as above
        return _BROKEN
    stamp = status.timestamp_validity
    stamped = stamp is not None and bool(stamp.trusted)
    at = stamp.timestamp if stamp is not None and stamped else status.signer_reported_dt
    return FoundSignature(_called(certificate.subject), _called(certificate.issuer), _soundness(status), at, stamped)


def _status(signature: EmbeddedPdfSignature, trust: Trust, now: datetime) -> PdfSignatureStatus:
    """Judged as of now; a signature whose time is proved is judged as of then if it does not hold any more."""
    status = _as_of(now, signature, trust, now)
    stamp = status.timestamp_validity
    if status.trusted or stamp is None or not stamp.trusted:
        return status
    return _as_of(stamp.timestamp, signature, trust, now)


def _as_of(moment: datetime, signature: EmbeddedPdfSignature, trust: Trust, now: datetime) -> PdfSignatureStatus:
    status = validate_pdf_signature(signature, trust.context(moment), trust.context(now))
    if not (status.trusted and trust.revoked):
        return status
    # Lists at hand are only looked at where they must be; that there is none for an authority is no fault.
    strict = validate_pdf_signature(signature, trust.context(moment, proved=True), trust.context(now))
    return strict if strict.revoked else status


def _soundness(status: PdfSignatureStatus) -> Soundness:
    if not (status.intact and status.valid):
        return Soundness.BROKEN
    whole = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not whole or not status.docmdp_ok:
        return Soundness.CHANGED
    if status.trusted:
        return Soundness.SOUND
    return Soundness.EXPIRED if status.trust_problem_indic in _RUN_OUT else Soundness.UNKNOWN


def _lists_in(reader: PdfFileReader) -> list[bytes]:
    """The revocation lists that the file brings along. Whether to believe them is judged like everything else."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return [bytes(each.get_object().data) for each in store.crls]
    except Exception:  # noqa: BLE001 - as above; most files bring none
        return []


def _called(name: Name) -> str:
    """The common name, or what there is."""
    told = name.native.get("common_name") or name.native.get("organization_name") or ""
    return str(told if isinstance(told, str) else told[0])[:_LONGEST]
