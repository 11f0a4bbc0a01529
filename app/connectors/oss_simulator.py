"""A stand-in for OSS: tells the applicant whether the permit is effective (row 20)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from app.connectors.simulation import WATERMARK, licence_status, message_id, not_yet, note, text
from app.ports import Answer, ConnectorFailed, Request

#: Result -> OSS status code and words: 50 approved; 93 requirements refused; 45 verified, the permit itself waits.
RESULTS: Final[Mapping[str, tuple[str, str]]] = {
    "efektif": ("50", "Izin Perluasan berlaku efektif"),
    "belum_siap": ("93", "Izin Perluasan belum berlaku efektif: verifikasi teknis belum siap"),
    "komitmen_lain": ("45", "Izin Perluasan belum berlaku efektif: komitmen lain belum terpenuhi"),
}


class OssSimulator:
    """Serves `oss.notifikasi_pemohon`; needs nib, id_proyek, id_izin, kesimpulan_bap and komitmen_terpenuhi."""

    def call(self, request: Request, *, now: datetime) -> Answer:
        if request.topic != "oss.notifikasi_pemohon":
            raise ConnectorFailed(f"{WATERMARK}: OSS does not know {request.topic}.", permanent=True)
        if waiting := not_yet(request, now=now):
            return waiting
        result = _result(request)
        code, words = RESULTS[result]
        identity = message_id("OSS", request)
        note({"id_pesan": identity, "IZINSTATUS": licence_status(request, code, words)})
        return Answer({"hasil_izin": result, "oss_notifikasi_id": identity, "oss_kode_status": code})


def _result(request: Request) -> str:
    """Not ready comes first: it holds whatever else is open."""
    if text(request, "kesimpulan_bap") != "SIAP":
        return "belum_siap"
    return "efektif" if request.variables.get("komitmen_terpenuhi") is True else "komitmen_lain"
