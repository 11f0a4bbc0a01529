"""Signatures in PDFs after PAdES: the port `Signatures` over pyHanko.

A document is certified by its signature: no change is allowed afterwards, and all its fields are locked. With a time
stamp authority the signature says when it was made (B-T); where all certificates can be proved not to be revoked, that
goes into the file as well, so that the signature can be proved long after they have run out (B-LT).
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfSigningSession, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from app.connectors.signing.apart import check_apart
from app.connectors.signing.keys import Keys
from app.connectors.signing.place import Place, place_to_sign, stamped_with
from app.connectors.signing.trust import Trust
from app.model.errors import LajurError
from app.model.signature import (
    CannotSign,
    CertificateNotValid,
    FoundSignature,
    Level,
    NoKey,
    Signatory,
    SignedFile,
)
from reports.letters.stamp import stamp_pdf

log = logging.getLogger(__name__)

FIELD: Final = "Tanda tangan"
#: Seconds a time stamp authority has to answer.
PATIENCE: Final = 10
#: Why all that proves a signature cannot be had: an authority is not known, or no revocation list is at hand.
_NOT_PROVED = (PathError, ValidationError, SignatureValidationError, SigningError)


def authority_at(address: str) -> TimeStamper:
    """The time stamp authority at an address (RFC 3161)."""
    return RequestsHTTPTimeStamper(address, timeout=PATIENCE)


class PadesSignatures:
    """Signs with these keys. `warning` stands on every visible signature; `stamper` is the time stamp authority."""

    def __init__(
        self,
        keys: Keys,
        trust: Callable[[], Trust],
        *,
        zone: tzinfo,
        stamper: TimeStamper | None = None,
        warning: str = "",
    ) -> None:
        self._keys = keys
        self._trust = trust
        self._zone = zone
        self._stamper = stamper
        self._warning = warning

    @property
    def demo_passphrase(self) -> str:
        return self._keys.demo_passphrase

    def sign(
        self, pdf: bytes, who: Signatory, *, passphrase: str, reason: str, place: str, now: datetime
    ) -> SignedFile:
        at = _place(pdf)
        picture = stamp_pdf(*at.size, who.capacity, who.name, now.astimezone(self._zone), self._warning)
        with self._keys.opened(who, passphrase) as signer:
            certificate = _certificate(signer, who, now)
            data, level = self._best(_Sheet(pdf, at, picture, now, who.name, reason, place), signer)
        return SignedFile(data, level, certificate, bool(self.demo_passphrase))

    def check(self, pdf: bytes, *, now: datetime) -> Sequence[FoundSignature]:
        return check_apart(pdf, self._trust(), now)

    def _best(self, sheet: "_Sheet", signer: Signer) -> tuple[bytes, Level]:
        """The signed file, at the best level that can be had now."""
        if self._stamper is None:
            return sheet.signed(signer), Level.B_B
        try:
            return self._stamped(sheet, signer, self._stamper)
        except TimestampRequestError as error:
            log.warning("The time stamp authority does not answer: %s", error)
            return sheet.signed(signer), Level.B_B

    def _stamped(self, sheet: "_Sheet", signer: Signer, stamper: TimeStamper) -> tuple[bytes, Level]:
        try:
            return sheet.signed(signer, stamper, self._trust().context(sheet.now, proved=True, online=True)), Level.B_LT
        except _NOT_PROVED as error:
            log.warning("Not all that proves a signature for long is at hand: %s", error)
        return sheet.signed(signer, stamper), Level.B_T


@dataclass(frozen=True)
class _Sheet:
    """What is signed, where, when, and what the signature says."""

    pdf: bytes
    at: Place
    picture: bytes
    now: datetime
    name: str
    reason: str
    location: str

    def signed(
        self, signer: Signer, stamper: TimeStamper | None = None, trust: ValidationContext | None = None
    ) -> bytes:
        """The file with its signature. With `trust` everything is proved first, and what proves it goes in as well."""
        said = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            name=self.name,
            reason=self.reason,
            location=self.location,
            embed_validation_info=trust is not None,
            validation_context=trust,
            # In the very revision that is signed: a reader that knows nothing of it sees a file without later changes.
            dss_settings=DSSContentSettings(False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE),
        )
        writer = IncrementalPdfFileWriter(BytesIO(self.pdf))
        made = _Signing(
            said, signer, timestamper=stamper, stamp_style=stamped_with(self.picture), new_field_spec=self._field()
        )
        made.now = self.now
        return bytes(made.sign_pdf(writer).getvalue())

    def _field(self) -> SigFieldSpec:
        return SigFieldSpec(
            FIELD,
            on_page=self.at.page,
            box=self.at.box,
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL),
            doc_mdp_update_value=MDPPerm.NO_CHANGES,
        )


class _Signing(PdfSigner):
    """The clock of the office says when it is, not that of the machine."""

    now: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.now
        return session


def _place(pdf: bytes) -> Place:
    try:
        reader = IncrementalPdfFileWriter(BytesIO(pdf)).prev
        place = place_to_sign(reader)
        signed = any(reader.embedded_regular_signatures)
    except PdfError as error:
        raise CannotSign(reason=LajurError("it is no PDF that can be read")) from error
    if signed:
        raise CannotSign(reason=LajurError("it is signed already"))
    if place is None:
        raise CannotSign(reason=LajurError("it leaves no room for a signature"))
    return place


def _certificate(signer: Signer, who: Signatory, now: datetime) -> str:
    """Whose certificate it is. Raises CertificateNotValid when it does not hold now."""
    certificate = signer.signing_cert
    if certificate is None:
        raise NoKey(name=who.name)
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    if not begins <= now <= ends:
        raise CertificateNotValid(name=who.name, begins=f"{begins:%d-%m-%Y}", ends=f"{ends:%d-%m-%Y}")
    return str(certificate.subject.human_friendly)
