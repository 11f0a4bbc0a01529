"""Histories of Izin Perluasan by the thousand, made up event by event: for benchmarks that cannot wait for the engine.

The events are those the application writes (kinds, elements, flows, payloads); they carry no digests, which the figures
do not look at. A third of the cases goes back once or more, one in twelve is withdrawn, the last ones are under way.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from json import dumps
from random import Random

from app.model.event import Event, Happening
from app.model.values import Json

BEGAN = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
#: Activity, the flow that leads to it, hours to wait for it and to work on it.
WAY = (
    ("ajukan_izin", "f_ajukan_izin", 0, 2),
    ("ajukan_verifikasi", "f_ajukan_verifikasi", 10, 1),
    ("data_industri", "f_data_industri", 30, 4),
    ("periksa_kelengkapan", "f_periksa_kelengkapan", 12, 1),
    ("surat_pengantar", "f_lengkap", 2, 1),
    ("disposisi_kabid", "f_disposisi_kabid", 8, 0.5),
    ("penugasan_tim", "f_penugasan_tim", 6, 0.5),
    ("periksa_dokumen", "f_periksa_dokumen", 14, 6),
    ("putuskan_lapangan", "f_lanjut", 1, 0.5),
    ("buat_bap", "f_buat_bap", 10, 5),
    ("laporan_hasil", "f_laporan_hasil", 4, 1),
    ("periksa_hasil", "f_periksa_hasil", 9, 1),
    ("persetujuan", "f_hasil_lengkap", 16, 0.5),
    ("perintah_unggah", "f_setuju", 3, 0.2),
    ("penugasan_unggah", "f_penugasan_unggah", 3, 0.2),
    ("unggah_bap", "f_unggah_bap", 5, 1),
    ("kirim_ba", "f_kirim_ba", 0, 0.01),
    ("notifikasi_oss", "f_notifikasi_oss", 0, 0.01),
    ("notifikasi_pemohon", "f_notifikasi_pemohon", 0, 0.01),
)
GATES = {"periksa_kelengkapan": "g1_kelengkapan", "periksa_hasil": "g4_hasil", "persetujuan": "g5_persetujuan"}
BACK = {"periksa_kelengkapan": ("data_industri", 0.25), "periksa_hasil": ("buat_bap", 0.08)}
MACHINES = frozenset({"kirim_ba", "notifikasi_oss", "notifikasi_pemohon"})
#: What else stands in a history beside activities: files, comments, messages. Nothing is counted of it.
NOISE = 38


class Generated:
    """One case on its way."""

    def __init__(self, number: int, of: int) -> None:
        self.number = f"IP-{number:06}"
        self.dice = Random(number)  # noqa: S311  # the same cases every time
        self.now = BEGAN + SPAN * (number / of)
        self.events: list[Event] = []
        self.token = 0

    def history(self, *, noise: int = NOISE) -> list[Event]:
        """All its events; about a hundred, `noise` of them of kinds that are not counted."""
        self._note(Happening.INSTANCE_STARTED, sop="izin_perluasan", version=1)
        for _ in range(noise):
            self._note(Happening.ATTACHMENT_ADDED, digest="0" * 64, name="berkas.pdf", size=1)
        withdrawn_at = self.dice.randrange(3, 10) if self.dice.random() < 0.08 else None
        for number, activity in enumerate(self._way()):
            if number == withdrawn_at:
                return self._end("e4_ditarik")
            self._do(*activity)
        return self._end("e1_efektif")

    def _way(self) -> Iterator[tuple[str, str, float, float]]:
        """The activities in their order, with those that are done again."""
        names = [activity[0] for activity in WAY]
        at = 0
        while at < len(WAY):
            yield WAY[at]
            target, chance = BACK.get(names[at], ("", 0.0))
            at = names.index(target) if self.dice.random() < chance else at + 1

    def _do(self, element: str, flow: str, wait: float, work: float) -> None:
        self.token += 1
        kind = "service" if element in MACHINES else "user"
        self._note(Happening.WORK_OPENED, element, flow, token=self.token, work=kind, group="operator")
        if kind == "user":
            self._later(wait)
            self._note(Happening.WORK_CLAIMED, element, token=self.token)
        self._later(work)
        self._note(Happening.WORK_COMPLETED, element, token=self.token, work=kind, outputs={"hasil": "lengkap"})
        if element in GATES:
            self._note(Happening.ELEMENT_PASSED, GATES[element], f"f_{GATES[element]}")
        if element == "periksa_kelengkapan":
            self._note(Happening.CLOCK_STARTED, element, due=(self.now + timedelta(days=7)).date().isoformat())
        if element == "unggah_bap":
            self._note(Happening.CLOCK_STOPPED, element)

    def _end(self, end: str) -> list[Event]:
        self._note(Happening.ELEMENT_PASSED, end, f"f_{end}")
        self._note(Happening.INSTANCE_ENDED, end, end=end)
        return self.events

    def _later(self, hours: float) -> None:
        self.now += timedelta(hours=hours * self.dice.lognormvariate(0, 0.9))

    def _note(self, kind: Happening, element: str | None = None, flow: str | None = None, **payload: Json) -> None:
        said = dumps(payload).encode()
        number = len(self.events) + 1
        self.events.append(Event(self.number, number, self.now, kind, "user:x", element, flow, said, b"", b"", b""))
