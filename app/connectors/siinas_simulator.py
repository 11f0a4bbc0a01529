"""A stand-in for SIINAS: takes the record of examination (row 18) and notifies OSS (row 19)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from app.connectors.simulation import (
    WATERMARK,
    ZONE,
    company_of,
    licence_status,
    message_id,
    not_yet,
    note,
    ready_at,
    text,
)
from app.model.values import Variables
from app.ports import Answer, ConnectorFailed, Request

#: Conclusion of the record -> OSS status code: 45 requirements verified, 93 requirements refused.
STATUS: Final[Mapping[str, str]] = {"SIAP": "45", "BELUM SIAP": "93"}


class SiinasSimulator:
    """Serves `siinas.kirim_ba` and `siinas.notifikasi_oss`; needs nib, id_proyek, id_izin and kesimpulan_bap."""

    def call(self, request: Request, *, now: datetime) -> Answer:
        serve = _SERVES.get(request.topic)
        if serve is None:
            raise ConnectorFailed(f"{WATERMARK}: SIINAS does not know {request.topic}.", permanent=True)
        return not_yet(request, now=now) or Answer(serve(request))


def _send_record(request: Request) -> Variables:
    """Row 18: SIINAS sends the record on to OSS as a change of the licence's status."""
    conclusion = text(request, "kesimpulan_bap")
    message = licence_status(request, _code(conclusion), f"Verifikasi teknis: {conclusion}")
    identity = message_id("SIINAS", request)
    note({"id_pesan": identity, "IZINSTATUS": message})
    return {"siinas_pesan_id": identity, "siinas_waktu": ready_at(request).astimezone(ZONE).isoformat()}


def _notify_oss(request: Request) -> Variables:
    """Row 19: OSS takes the message and says which commitments are open."""
    company = company_of(request)
    message = licence_status(request, _code(text(request, "kesimpulan_bap")), "Notifikasi hasil verifikasi teknis")
    identity = message_id("OSS", request)
    note({"id_pesan": identity, "IZINSTATUS": message})
    note({"responreceiveLicenseStatus": {"kode": 200, "keterangan": f"{WATERMARK} - Sukses", "dataNIB": {}}})
    return {
        "komitmen_terpenuhi": company.komitmen_terpenuhi,
        "komitmen_terbuka": [f"{name} ({WATERMARK})" for name in company.komitmen_terbuka],
        "oss_pesan_id": identity,
    }


def _code(conclusion: str) -> str:
    code = STATUS.get(conclusion)
    if code is None:
        raise ConnectorFailed(f"{WATERMARK}: {conclusion} is no conclusion of a record.", permanent=True)
    return code


_SERVES: Final[Mapping[str, Callable[[Request], Variables]]] = {
    "siinas.kirim_ba": _send_record,
    "siinas.notifikasi_oss": _notify_oss,
}
