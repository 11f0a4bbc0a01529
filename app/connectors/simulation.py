"""What the simulators have in common: sample companies, failures and delays, message ids, the watermark.

A simulator keeps no state: whether it fails, waits or answers follows from the request and the time alone, so asking
twice with the same key gives the same answer. Form of the messages: OSS RBA, PIA v5.0.0 (field names and lengths);
all values are invented.
"""

import json
import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo

from app.model.values import Json
from app.ports import Answer, ConnectorFailed, Request

#: Stands in every text a simulator gives: nobody may take it for the real system's.
WATERMARK = "SIMULASI"
ZONE = ZoneInfo("Asia/Pontianak")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """How the systems treat a company; see `sample_companies.toml`."""

    komitmen_terpenuhi: bool = True
    komitmen_terbuka: tuple[str, ...] = ()
    delay_seconds: int = 0
    failures: int = 0


@cache
def sample_companies() -> Mapping[str, SampleCompany]:
    """The sample companies by NIB, and `default`."""
    tables = tomllib.loads(files("app.connectors").joinpath("sample_companies.toml").read_text())
    return {nib: _company({**tables["default"], **table}) for nib, table in tables.items()}


def _company(table: Mapping[str, Json]) -> SampleCompany:
    open_ones = table["komitmen_terbuka"]
    return SampleCompany(
        komitmen_terpenuhi=table["komitmen_terpenuhi"] is True,
        komitmen_terbuka=tuple(str(name) for name in open_ones) if isinstance(open_ones, list) else (),
        delay_seconds=int(str(table["delay_seconds"])),
        failures=int(str(table["failures"])),
    )


def company_of(request: Request) -> SampleCompany:
    """The sample company with the NIB of the case; the one called `default` for all others."""
    companies = sample_companies()
    return companies.get(text(request, "nib"), companies["default"])


def text(request: Request, name: str) -> str:
    """A variable of the case as text. Raises ConnectorFailed for good when the case has no such variable."""
    value = request.variables.get(name)
    if not isinstance(value, str) or not value:
        raise ConnectorFailed(f"{WATERMARK}: the case has no {name}.", permanent=True)
    return value


def ready_at(request: Request) -> datetime:
    """When the system has finished with this request."""
    return request.asked_at + timedelta(seconds=company_of(request).delay_seconds)


def not_yet(request: Request, *, now: datetime) -> Answer | None:
    """The answer of a system that is still at work, or None when it is ready.

    Raises ConnectorFailed, for a time, as often as the company's `failures` say.
    """
    company = company_of(request)
    if request.attempt <= company.failures:
        raise ConnectorFailed(f"{WATERMARK}: {request.topic} does not answer (attempt {request.attempt}).")
    ready = ready_at(request)
    return Answer({}, not_before=ready) if now < ready else None


def message_id(system: str, request: Request) -> str:
    """The id of the message a system makes for this request, such as `SIMULASI-OSS-1F0C59A1`: same key, same id."""
    return f"{WATERMARK}-{system}-{sha256(f'{system}/{request.key}'.encode()).hexdigest()[:8].upper()}"


def licence_status(request: Request, code: str, remark: str) -> dict[str, Json]:
    """The body `IZINSTATUS` of OSS: where a licence stands, by status code."""
    return {
        "nib": text(request, "nib"),
        "id_proyek": text(request, "id_proyek"),
        "id_izin": text(request, "id_izin"),
        "kd_instansi": "019",
        "kd_status": code,
        "tgl_status": ready_at(request).astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S"),
        "nama_status": f"Petugas Contoh ({WATERMARK})",
        "keterangan": f"{WATERMARK} - {remark}",
    }


def note(message: Mapping[str, Json]) -> None:
    """Write a message to the log, as the real systems would exchange it."""
    _log.info("%s", json.dumps(message, ensure_ascii=False))
