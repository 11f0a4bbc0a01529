"""The letter templates of a working copy: listed, written, shown with sample data, added and removed."""

from dataclasses import replace

import pytest
from lxml import html

from app.connectors.printer import PdfPrinter
from app.web import WebSettings, create_app
from tests.web.conftest import Person

HERE = "/studio/1/surat"
FILE = "/studio/1/berkas/reports/templates/periksa.md"


@pytest.fixture
def ana(come) -> Person:
    person = come("analis")
    person.get("/studio")
    person.post("/studio/mulai", sop="izin_kecil", title="Uji")
    person.post(HERE, element="periksa", kind="nota_dinas")
    return person


def template(body: str, **front: str) -> str:
    keys = {"kind": "surat_dinas", "title": "SURAT", **front}
    return "+++\n" + "".join(f'{key} = "{value}"\n' for key, value in keys.items()) + "+++\n" + body


def read(person: Person) -> str:
    (found,) = html.fromstring(person.get(f"{HERE}/periksa").text).xpath("//input[@name='read']/@value")
    return str(found)


def shown(person: Person, text: str) -> str:
    return person.post(f"{HERE}/periksa", text=text, _show="1").text


def test_a_new_letter_is_listed_and_can_be_read(ana: Person) -> None:
    page = ana.get(HERE).text
    assert "NOTA DINAS" in page
    assert "Memeriksa kelengkapan" in page
    assert "CONTOH" in ana.get(f"{HERE}/periksa").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"element": "periksa", "kind": "nota_dinas"}, 409),
        ({"element": "periksa", "kind": "puisi"}, 400),
        ({"element": "../x", "kind": "bukti"}, 400),
        ({"element": "periksa", "kind": "bukti", "variant": "a b"}, 400),
        ({"element": "periksa", "kind": "bukti", "variant": "kedua"}, 303),
    ],
)
def test_a_letter_has_a_name_of_its_own_and_a_kind(ana: Person, fields: dict[str, str], status: int) -> None:
    assert ana.post(HERE, **fields).status_code == status


def test_what_is_shown_is_not_saved_yet(ana: Person) -> None:
    before = ana.get(FILE).data
    assert "<b>SURAT</b>" in shown(ana, template("Halo"))
    assert ana.get(FILE).data == before


def test_a_letter_is_saved_by_who_has_read_it(ana: Person) -> None:
    was = read(ana)
    assert ana.post(f"{HERE}/periksa", text=template("Halo\n"), read=was).status_code == 303
    assert ana.get(FILE).text == template("Halo\n")
    again = ana.post(f"{HERE}/periksa", text=template("Hai\n"), read=was)
    assert again.status_code == 409
    assert "-Halo" in again.text
    assert "+Hai" in again.text
    (now,) = html.fromstring(again.text).xpath("//input[@name='read']/@value")
    assert ana.post(f"{HERE}/periksa", text=template("Hai\n"), read=now).status_code == 303


def test_findings_name_their_line(ana: Person) -> None:
    assert 'data-line="6"' in shown(ana, template("Satu\n\n{{ tiada_begitu }}\n").replace("\n\n", "\n"))
    assert 'data-line="5"' in shown(ana, template("{% if x %}\n"))
    assert "tiada_begitu" in shown(ana, template("{{ tiada_begitu }}"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (template("{% if x %}\n"), "baris 5: “{% if x %}” tidak ditutup dengan {% endif %}."),
        (template("Isi", kind="puisi"), "baris 2: “kind” harus salah satu dari surat_dinas, "),
        (template("{{ 1 + }}"), "memerlukan sebuah nama pada karakter ke-4; di sana ada akhir ungkapan."),
        ("Isi", "baris 1: templat diawali bagian kepala"),
    ],
    ids=["block", "front matter", "FEEL", "file"],
)
def test_why_a_template_cannot_be_read_is_said_in_the_readers_language(ana: Person, text: str, said: str) -> None:
    assert said in " ".join(html.fromstring(shown(ana, text)).text_content().split())


def test_help_offers_what_the_steps_before_give(ana: Person) -> None:
    page = ana.get(f"{HERE}/periksa").text
    assert "{{ perusahaan_nama }}" in page
    assert "tanggal_terbilang(hari)" in page


def test_the_pdf_is_of_the_text_that_was_posted(ana: Person, office) -> None:
    assert ana.post(f"{HERE}/periksa/pdf", text=template("Halo")).status_code == 404  # this office has no printer
    app = create_app(
        replace(office, printer=PdfPrinter()), WebSettings("a secret of thirty-two characters", secure=False)
    )
    person = Person(app.test_client())
    person.sign_in("analis")
    answer = person.post(f"{HERE}/periksa/pdf", text=template("Halo"))
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert person.post(f"{HERE}/periksa/pdf", text=template("{% if %}")).status_code == 422


HOSTILE = [
    "{{ env.PATH }}",
    "{{ ''.__class__.__mro__ }}",
    '{{ open("/etc/passwd") }}',
    "{% include '/etc/passwd' %}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for a in 1..100000 %}{% for b in 1..100000 %}x{% endfor %}{% endfor %}",
    "<script>alert(1)</script>",
    "![x](http://jauh.example/x.png) [y](javascript:alert(1))",
    "\u202egnilaer",
    "x" * 10_000,
    "x" * 70_000,
]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_template_reaches_nothing_and_is_no_markup(ana: Person, body: str) -> None:
    page = shown(ana, template(body))
    (letter,) = html.fromstring(page).xpath("//*[@data-letter]")
    told = str(letter.text_content())
    assert "root:" not in told
    assert not letter.xpath(".//script | .//img | .//a")
    assert html.fromstring(page).get_element_by_id("text").value.removeprefix("\n") == template(body)


def test_a_letter_is_removed_when_that_was_confirmed(ana: Person) -> None:
    page = ana.get(f"{HERE}/periksa/hapus").text
    (seen,) = html.fromstring(page).xpath("//input[@name='read']/@value")
    assert ana.post(f"{HERE}/periksa/hapus", read="x").status_code == 409
    assert ana.post(f"{HERE}/periksa/hapus", read=seen).status_code == 303
    for address in (f"{HERE}/periksa", f"{HERE}/periksa/hapus"):
        assert ana.get(address).status_code == 404
    assert ana.post(f"{HERE}/periksa/hapus", read=seen).status_code == 404


def test_no_other_file_is_a_letter(ana: Person) -> None:
    for key in ("..%2f..%2fx", "a.b.c", "tiada"):
        assert ana.get(f"{HERE}/{key}").status_code == 404
