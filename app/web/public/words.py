"""The words for what stands as a code in the books."""

from app.model.complaint import ComplaintDeed, ComplaintState
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
