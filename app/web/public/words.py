"""The words for what stands as a code in the books."""

from app.actions.public_document import Likeness, Standing
from app.model.complaint import ComplaintDeed, ComplaintState
from app.model.signature import Level, Soundness
from app.web.shared.languages import lazy_gettext

COMPLAINT_STATES = {
    ComplaintState.OPEN: lazy_gettext("received"),
    ComplaintState.FORWARDED: lazy_gettext("forwarded"),
    ComplaintState.ANSWERED: lazy_gettext("answered"),
    ComplaintState.CLOSED: lazy_gettext("closed"),
}
COMPLAINT_TONES = {
    ComplaintState.OPEN: "calm",
    ComplaintState.FORWARDED: "warn",
    ComplaintState.ANSWERED: "good",
    ComplaintState.CLOSED: "",
}
COMPLAINT_RESULTS = {
    "terbukti": lazy_gettext("proven"),
    "tidak_terbukti": lazy_gettext("not proven"),
    "di_luar_kewenangan": lazy_gettext("outside our authority"),
}
COMPLAINT_KINDS = {
    "ringan": lazy_gettext("light"),
    "normatif": lazy_gettext("about rules"),
    "tanpa_pengawasan": lazy_gettext("without an inspection"),
    "pengawasan": lazy_gettext("with an inspection"),
}
COMPLAINT_DEEDS = {
    ComplaintDeed.FILED: lazy_gettext("Received"),
    ComplaintDeed.CLASSIFIED: lazy_gettext("Kind changed"),
    ComplaintDeed.FORWARDED: lazy_gettext("Forwarded"),
    ComplaintDeed.ANSWERED: lazy_gettext("Answered"),
    ComplaintDeed.CLOSED: lazy_gettext("Closed"),
}
GRADES = {
    "A": lazy_gettext("very good"),
    "B": lazy_gettext("good"),
    "C": lazy_gettext("not very good"),
    "D": lazy_gettext("not good"),
}
DOCUMENT_STANDINGS = {
    Standing.VALID: lazy_gettext("valid"),
    Standing.UNSIGNED: lazy_gettext("not signed yet"),
    Standing.REPLACED: lazy_gettext("replaced by another document"),
    Standing.REVOKED: lazy_gettext("revoked"),
    Standing.CANCELLED: lazy_gettext("cancelled"),
}
DOCUMENT_TONES = {
    Standing.VALID: "good",
    Standing.UNSIGNED: "warn",
    Standing.REPLACED: "bad",
    Standing.REVOKED: "bad",
    Standing.CANCELLED: "bad",
}
LEVELS = {
    Level.B_B: lazy_gettext("electronic signature (PAdES B-B)"),
    Level.B_T: lazy_gettext("electronic signature with a time stamp (PAdES B-T)"),
    Level.B_LT: lazy_gettext("electronic signature that can be proved for long (PAdES B-LT)"),
    Level.WET_INK: lazy_gettext("signed on paper; the file is a scan"),
}
LIKENESSES = {
    Likeness.SIGNED: lazy_gettext("The copy is the signed document, bit by bit."),
    Likeness.UNSIGNED: lazy_gettext("The copy is the document as it was before it was signed, bit by bit."),
    Likeness.DIFFERENT: lazy_gettext(
        "The copy is not this document, or it was changed. A print, a scan or a photo is a different file as well."
    ),
}
SOUNDNESSES = {
    Soundness.SOUND: lazy_gettext("The signature is sound: of an authority we know, and nothing has changed since."),
    Soundness.UNKNOWN: lazy_gettext(
        "Nothing has changed since it was signed, but we do not know the authority that vouches for the signer."
    ),
    Soundness.EXPIRED: lazy_gettext("Nothing has changed since it was signed, but the certificate does not hold."),
    Soundness.CHANGED: lazy_gettext("The file was changed after it was signed."),
    Soundness.BROKEN: lazy_gettext("The signature does not fit the file: it was changed, or is damaged."),
}
