"""A case of Izin Perluasan in which everything that can be typed is hostile, walked over HTTP as people walk it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from flask import Flask
from lxml import html
from werkzeug.serving import make_server

from app.actions.draft import save_draft
from app.actions.props import with_props
from app.connectors import connectors_for
from app.connectors.mail_files import FileMail
from app.form.walk import flat
from app.library.survey import questionnaire
from app.model.form import Component, Form
from app.model.instance import WorkItem
from app.model.values import Json
from app.ports import Office, StageClock
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_for_business, rehearsal_office
from app.worker import tell_once, work_once
from tests.browser.backstage import DEFINITION, LOGINS, SOP, Backstage
from tests.forms.told import DEFAULTS, STORIES
from tests.hostile.texts import another
from tests.paper import posts
from tests.web.conftest import Person

#: The systems outside are served by hand, so that their forms are filled in, too.
MANUAL = {"lane_siinas": "operator", "lane_oss": "operator"}
#: A session that is younger than this has not ended.
FRESH = timedelta(minutes=20)
#: What a field says of the length of its text, and what counts when it says nothing.
LIMITS = (("maxLength", 150), ("minLength", 1))
LETTER = [{"name": "surat-kuasa.pdf", "media_type": "application/pdf"}]


def told(story: str, task: str, turn: int = 0) -> Mapping[str, Json]:
    """What a story answers at a task, the first or a later time."""
    return [step.answers for step in STORIES[story].steps if step.subject == task][turn]


DOUBTED = [row | {"hasil": "klarifikasi"} for row in DEFAULTS["periksa_dokumen"]["dokumen"]]
#: Task by task the way on which every question is asked once, with what differs from the default answers.
WAY: tuple[tuple[str, Mapping[str, Json]], ...] = (
    ("ajukan_izin", {}),
    ("ajukan_verifikasi", {"dikuasakan": "ya", "kuasa_nik": "6199011204750001", "kuasa_surat": LETTER}),
    ("data_industri", {"pj_identitas": "paspor"}),
    ("periksa_kelengkapan", {**told("returned_twice", "periksa_kelengkapan"), "kewenangan": "kab_kota"}),
    ("kembalikan_berkas", {}),
    ("data_industri", {"pj_identitas": "paspor"}),
    ("periksa_kelengkapan", {}),
    ("surat_pengantar", {}),
    ("disposisi_kabid", {}),
    ("penugasan_tim", {}),
    (
        "periksa_dokumen",
        {
            **told("clarification", "periksa_dokumen"),
            "dokumen": DOUBTED,
        },
    ),
    ("jawab_klarifikasi", {}),
    ("periksa_dokumen", {}),
    ("putuskan_lapangan", {}),
    ("periksa_lapangan", told("visit_postponed", "periksa_lapangan")),
    ("periksa_lapangan", {}),
    (
        "buat_bap",
        {
            **told("not_ready", "buat_bap"),
            "bap_kapasitas": 170000,
            "bap_ttd_perusahaan": "menolak",
        },
    ),
    ("laporan_hasil", {}),
    ("periksa_hasil", {}),
    ("persetujuan", {"hasil_persetujuan": "kembalikan"}),
    ("periksa_hasil", {"hasil_periksa": "kembalikan", "kembali_ke": "laporan"}),
    ("laporan_hasil", {}),
    ("periksa_hasil", {}),
    ("persetujuan", {}),
    ("perintah_unggah", {}),
    ("penugasan_unggah", {}),
    ("unggah_bap", {}),
    ("kirim_ba", {}),
    ("notifikasi_oss", {}),
    ("notifikasi_pemohon", {}),
)
#: How long it takes until somebody does a task, where that matters to its dates.
WAITS = {"penugasan_tim": timedelta(days=1), "periksa_lapangan": timedelta(days=2), "unggah_bap": timedelta(days=1)}


@dataclass
class Stage:
    """An office on a clock of its own, with a web server in front of it, and people who type over HTTP.

    `typed` is what was typed in the end, by form and key of the field, each text once.
    """

    folder: Path
    clock: StageClock = field(default_factory=lambda: StageClock(STORIES["field_visit"].starts_at))
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    _inside: dict[str, tuple[datetime, Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mail = FileMail(self.folder, "Lajur <lajur@contoh.example>", self.clock)
        office = rehearsal_office(self.clock, connectors_for())
        self.office: Office = replace(office, mail=mail, manual=MANUAL, survey=questionnaire())
        open_for_business(self.office, Settings(demo=True))
        settings = WebSettings("a secret of thirty-two characters", secure=False, demo=True, outbox=self.folder)
        self.app: Flask = create_app(self.office, settings)

    @contextmanager
    def served(self) -> Iterator[int]:
        """The web listens, at the port that is answered, until the block is left."""
        server = make_server("127.0.0.1", 0, self.app, threaded=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def person(self, login: str) -> Person:
        """Somebody who has signed in; again, when the clock has gone on since."""
        since, person = self._inside.get(login, (self.clock.now, None))
        if person is not None and self.clock.now - since < FRESH:
            return person
        person = Person(self.app.test_client())
        person.get("/masuk")
        person.post("/masuk/demo", login=login)
        person.get("/")
        self._inside[login] = self.clock.now, person
        return person

    def rest(self) -> None:
        """Machines work and letters leave until nothing is due."""
        while work_once(self.office, owner="w") or tell_once(self.office, owner="w"):
            pass

    def start(self) -> str:
        """A new case; answers its number."""
        return self.person("pemohon").post(f"/mulai/{SOP}").headers["Location"].rpartition("/")[2]

    def typed_at(self, form: str) -> list[str]:
        """What was typed last into the fields of a form."""
        return [text for (each, _), text in self.typed.items() if each == form]

    def walk(self, number: str) -> Iterator[tuple[str, str, Form]]:
        """Take a case the whole way; halts at every task with its fields filled in: who is at it, where, its form."""
        for task, more in WAY:
            self.clock.now += WAITS.get(task, timedelta(minutes=1))
            self.rest()
            work = Backstage(self.office).open_task(number, task)
            login = LOGINS[work.group or ""]
            address = f"/tugas/{work.id}"
            self._fill(number, work, login, more)
            yield login, address, form_at(task)
            self._send(login, address)
        self.rest()

    def withdraw(self, number: str) -> None:
        """The applicant takes a case back, with a reason."""
        work = Backstage(self.office).open_task(number, "tarik")
        self._fill(number, work, "pemohon", {})
        self._send("pemohon", f"/tugas/{work.id}")

    def untyped(self) -> set[tuple[str, str]]:
        """The fields of forms into which nothing was typed though people may type there what they like."""
        forms = DEFINITION.forms.values()
        free = {(form.id, key) for form in forms for key, it in fields_of(form.components) if is_free(it)}
        return free - self.typed.keys()

    def _fill(self, number: str, work: WorkItem, login: str, more: Mapping[str, Json]) -> None:
        """The usual answers, with something hostile wherever a text can be typed, are typed and kept as a draft."""
        form, address = form_at(work.element), f"/tugas/{work.id}"
        by = Backstage(self.office).user(login)
        with self.office.store.reading() as reader:
            case = reader.instance_by_number(number)
        assert case is not None
        given = with_props(self.office, case, {**DEFAULTS[form.id], **more}, by=by, element=work.element)
        save_draft(self.office, work.id, given, by=by)
        person = self.person(login)
        fields = posts(person.get(address).text, address)
        for path in fields:
            component = component_at(form, path)
            if component is not None and is_free(component):
                most, least = (int(str(component.validate.get(name, otherwise))) for name, otherwise in LIMITS)
                text = another(most, least)
                fields[path] = [text]
                self.typed[form.id, key_of(path)] = text
        assert person.post(f"{address}/draf", **fields).status_code == 303, address

    def _send(self, login: str, address: str) -> None:
        """Press the button that completes the task, as the page stands."""
        person = self.person(login)
        answer = person.post(address, **posts(person.get(address).text, address) | {"_simulate": ["on"]})
        assert answer.status_code == 303, html.fromstring(answer.text).xpath("string(//*[@role='alert'])")


def form_at(element: str) -> Form:
    """The form of a task, or that of the evidence for a step of a system."""
    form = DEFINITION.forms.get(f"bukti_{element}") or DEFINITION.form_of(DEFINITION.outline.elements[element])
    assert form is not None
    return form


def key_of(path: str) -> str:
    """`mesin.0.nama` is the field `mesin.nama`."""
    return re.sub(r"\.\d+", "", path)


def is_free(component: Component) -> bool:
    """Whether people may type whatever they like there."""
    rules = component.validate.keys() & {"pattern", "validationType"}
    return component.type in ("textfield", "textarea") and not (rules or component.readonly or component.disabled)


def component_at(form: Form, path: str) -> Component | None:
    return dict(fields_of(form.components)).get(key_of(path))


def fields_of(components: Iterable[Component], prefix: str = "") -> Iterator[tuple[str, Component]]:
    """All fields of a form, those of lists too, by key."""
    for component in flat(components):
        yield prefix + component.key, component
        yield from fields_of(component.components, f"{prefix}{component.key}.")
