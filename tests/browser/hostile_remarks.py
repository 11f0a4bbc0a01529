"""Everything else that can be typed around a case, typed over HTTP: remarks, reasons, names, complaints, searches."""

import re
from dataclasses import dataclass, field
from io import BytesIO

from lxml import html

from app.actions.attach import safe_name
from tests.browser.backstage import Backstage
from tests.browser.hostile_case import Stage
from tests.hostile.texts import TEXTS, another
from tests.web.conftest import Person
from tests.web.test_task import PDF

#: One text of each kind in one: for fields of which there is only one.
ALL = "\n".join(TEXTS)
#: A name of a file; a browser would write a quotation mark in it as %22.
FILE = "<svg onload=x>=7*7 {{7*7}} \u202efdp.exe 👩‍🏭 e\u0301'.pdf"
LINE = " ".join(text for text in " ".join(TEXTS).split() if text.isprintable())


@dataclass
class Remarks:
    """What was typed, by who may read it and where. A text stands there exactly as it is here."""

    stage: Stage
    number: str
    said: list[tuple[str, str, str]] = field(default_factory=list)

    def make(self) -> None:
        """All of them, in an order in which people could."""
        for part in (self._people, self._comments, self._messages, self._hands, self._correction, self._complaint):
            part()

    def survey(self) -> None:
        """Once the case has ended: a suggestion, which only its report shows."""
        page = self._as("pemohon").get(f"/permohonan/{self.number}").text
        (link,) = set(re.findall(r"/survei/[\w=-]{20,}", page))
        person = self._as("pemohon")
        person.get(link)
        self._done(person, link, PERSYARATAN="4", suggestion=ALL)
        self._tell(ALL, ("pengawas", "/survei/laporan/izin_perluasan"))

    def cancel(self, number: str) -> None:
        self._done(self._as("pengawas"), f"/permohonan/{number}/batal", reason=ALL)
        self._tell(ALL, ("auditor", f"/permohonan/{number}"))

    @property
    def case(self) -> str:
        return f"/permohonan/{self.number}"

    def _as(self, login: str) -> Person:
        return self.stage.person(login)

    def _done(self, person: Person, address: str, **fields: object) -> str:
        """It was taken: the answer leads on. Answers where to."""
        answer = person.post(address, **fields)
        assert answer.status_code == 303, (
            html.fromstring(answer.text).xpath("string(//*[@role='alert'])") or answer.text
        )
        return answer.headers["Location"]

    def _tell(self, text: str, *places: tuple[str, str]) -> None:
        self.said += [(login, address, text) for login, address in places]

    def _comments(self) -> None:
        for internal, login in (("on", "operator"), ("off", "pengawas"), ("off", "pemohon")):
            text = another(4000)
            self._done(self._as(login), f"{self.case}/komentar", text=text, internal=internal)
            self._tell(text, ("operator", self.case), *([] if internal == "on" else [("pemohon", self.case)]))
        self._done(self._as("operator"), f"{self.case}/komentar", text=ALL, internal="off")
        self._tell(ALL, ("operator", self.case), ("pemohon", self.case))

    def _messages(self) -> None:
        for login in ("pemohon", "operator"):
            files = {"files": (BytesIO(PDF), FILE)}
            self._done(self._as(login), f"{self.case}/pesan", text=f"{ALL} {login}", **files)
            for reader in ("pemohon", "operator"):
                self._tell(f"{ALL} {login}", (reader, self.case))
                self._tell(safe_name(FILE), (reader, self.case))

    def _hands(self) -> None:
        work = Backstage(self.stage.office).open_task(self.number, "periksa_kelengkapan")
        task = f"/tugas/{work.id}"
        self._done(self._as("operator"), f"{task}/ambil")
        for way, login, to, text in (
            ("serahkan", "operator", "musuh", another(2000)),
            ("ambil-alih", "pengawas", "operator", another(2000)),
        ):
            self._done(self._as(login), f"{task}/{way}", to=to, reason=text)
            self._tell(text, ("auditor", self.case), ("operator", self.case))
        self._done(self._as("operator"), f"{task}/lepas")

    def _correction(self) -> None:
        value, reason = another(500), another(2000)
        change = {"variable": "alamat_pabrik", "kind": "text", "text": value, "reason": reason}
        self._done(self._as("pengawas"), f"{self.case}/koreksi", **change)
        self._tell(reason, ("auditor", self.case))

    def _people(self) -> None:
        name = LINE[:200].strip()
        admin = self._as("admin")
        page = self._done(admin, "/orang/baru", name=name, login="musuh", groups="operator")
        post = {"title": name, "begins": "2026-01-01", "rank": another(150)}
        self._done(admin, f"{page}/jabatan", **post)
        days = {"away_begins": "2026-12-01", "away_ends": "2026-12-02"}
        note = another(500)
        self._done(admin, f"{page}/absen", **days, note=note, deputy="operator")
        for text in (name, post["rank"], note):
            self._tell(text, ("admin", page))
        self._tell(name, ("admin", "/orang?q=musuh"))
        self._done(self._as("pemohon"), "/saya", name=name, locale="id")
        self._tell(name, ("pemohon", "/saya"), ("operator", self.case), ("admin", "/orang"))

    def _complaint(self) -> None:
        given = {"subject": LINE[:150].strip(), "contact": another(150), "case_number": another(40), "text": ALL}
        stranger = Person(self.stage.app.test_client())
        stranger.get("/pengaduan")
        self._done(stranger, "/pengaduan", sop="izin_perluasan", **given, files=(BytesIO(PDF), FILE))
        page = stranger.get("/pengaduan/terkirim").text
        (number,) = set(re.findall(r"ADU-\d+-\d+", page))
        desk = f"/pengaduan/{number}"
        deeds = {"forwarded": {"detail": another(150)}, "answered": {}, "closed": {"detail": "terbukti"}}
        for deed, more in deeds.items():
            text = another(500)
            self._done(self._as("pengawas"), desk, deed=deed, text=text, **more)
            self._tell(text, ("pengawas", desk))
        for text in (*given.values(), deeds["forwarded"]["detail"], safe_name(FILE)):
            self._tell(text, ("pengawas", desk))
        self._tell(given["subject"], ("pengawas", "/pengaduan/daftar"))
