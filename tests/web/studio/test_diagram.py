"""The page of the diagram editor, and what the editor saves."""

import gzip
import re
from posixpath import dirname, normpath

import pytest

from app.model.bundle import DIAGRAM
from tests.web.conftest import PERMIT, Person

PAGE = "/studio/1/diagram"
FILE = f"/studio/1/berkas/{DIAGRAM}"
READ = (PERMIT / "process.bpmn").read_bytes()
#: What an editor writes of it: without comments, and in other words for the same.
EXPORTED = re.sub(rb"<!--.*?-->", b"", READ).replace(b'="', b'  =\t"')


def save(person: Person, body: bytes, **headers: str):
    given = {"X-CSRFToken": person.token, "Accept": "application/json", **headers}
    return person.client.put(PAGE, data=body, headers=given)


def edit(edited: bytes, exported: bytes = EXPORTED, original: bytes = READ) -> bytes:
    return gzip.compress(b"\0".join((exported, edited, original)))


def etag(person: Person) -> str:
    return person.get(FILE).headers["ETag"]


def test_the_page_brings_the_editor_with_all_it_needs_to_know(ana: Person) -> None:
    page = ana.get(PAGE)
    assert "/studio/diagram.js" in page.text
    assert f'data-file="{FILE}"' in page.text
    assert "&#34;groups&#34;: {" in page.text
    assert "siinas.kirim" in page.text
    assert "style-src-attr 'unsafe-inline'" in page.headers["Content-Security-Policy"]
    assert "style-src-attr" not in ana.get("/studio/1").headers["Content-Security-Policy"]


def test_the_page_asks_at_once_for_all_scripts_that_its_script_imports(ana: Person) -> None:
    asked = re.findall(r'rel="modulepreload" href="([^"]+)"', ana.get(PAGE).text)
    texts = {address: ana.get(address).text for address in [*asked, asked[0].replace("autosave", "diagram")]}
    for address, text in texts.items():
        near = re.findall(r'from ?"([^"]+\.js)"', text)
        assert {normpath(f"{dirname(address)}/{each}") for each in near} <= set(asked), address
    assert any("chunk-" in address for address in asked)


def test_who_may_only_look_gets_the_picture_and_no_editor(ana: Person, come) -> None:
    page = come("penerbit").get(PAGE).text
    assert 'figure class="diagram"' in page
    assert "/studio/diagram.js" not in page
    assert save(come("penerbit"), edit(EXPORTED), **{"If-Match": "*"}).status_code == 403


def test_a_diagram_and_facts_that_cannot_be_read_do_not_stop_the_page(ana: Person) -> None:
    headers = {"X-CSRFToken": ana.token, "If-Match": "*"}
    for path, data in ((DIAGRAM, b"<x/>"), ("bpmn/sop.toml", b"groups = [")):
        assert ana.client.put(f"/studio/1/berkas/{path}", data=data, headers=headers).status_code == 200
    page = ana.get(PAGE).text
    assert "Diagram ini tidak dapat digambar" in page
    assert "&#34;groups&#34;: {}" in page


def test_groups_that_are_no_table_are_no_groups(ana: Person) -> None:
    headers = {"X-CSRFToken": ana.token, "If-Match": "*"}
    ana.client.put("/studio/1/berkas/bpmn/sop.toml", data=b"groups = 3", headers=headers)
    assert "&#34;groups&#34;: {}" in ana.get(PAGE).text


def test_an_edit_without_a_change_saves_the_very_bytes_that_were_read(ana: Person) -> None:
    answer = save(ana, edit(EXPORTED), **{"If-Match": etag(ana)})
    assert answer.json["words"].startswith("Tersimpan pukul")
    assert ana.get(FILE).data == READ
    assert f'"{answer.json["digest"]}"' == etag(ana)


def test_an_edit_changes_what_was_changed(ana: Person) -> None:
    old, new = b'name  =\t"Mengajukan izin"', b'name  =\t"Mengajukan"'
    assert old in EXPORTED
    assert save(ana, edit(EXPORTED.replace(old, new)), **{"If-Match": etag(ana)}).status_code == 200
    assert ana.get(FILE).data == READ.replace(b'name="Mengajukan izin"', b'name="Mengajukan"')


def test_who_comes_too_late_reads_who_has_saved_and_when_and_may_overwrite(ana: Person, come) -> None:
    read, budi = etag(ana), come("analis2")
    budi.get("/studio")
    theirs = EXPORTED.replace(b"<bpmn:process ", b'<bpmn:process camunda:versionTag="2" ', 1)
    assert save(budi, edit(theirs), **{"If-Match": read}).status_code == 200
    mine = edit(EXPORTED.replace(b"<bpmn:process ", b'<bpmn:process camunda:versionTag="3" ', 1))
    late = save(ana, mine, **{"If-Match": read})
    assert late.status_code == 409
    assert late.json["who"] == "Contoh Saputra"
    assert late.json["when"].startswith("17 Maret 2026")
    assert save(ana, mine, **{"If-Match": "*"}).status_code == 200
    assert b'camunda:versionTag="3"' in ana.get(FILE).data


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"<bpmn:definitions/>", 400),
        (gzip.compress(READ), 400),
        (gzip.compress(bytes(3 * 5 * 2**20 + 1)), 413),
        (edit(b"<x/>"), 422),
        (edit(b'<!DOCTYPE x [<!ENTITY a "b">]>' + EXPORTED), 422),
    ],
)
def test_what_is_no_edit_is_refused(ana: Person, body: bytes, status: int) -> None:
    answer = save(ana, body, **{"If-Match": etag(ana)})
    assert answer.status_code == status
    assert answer.json["words"]
    assert ana.get(FILE).data == READ


def test_without_saying_what_was_read_nothing_is_saved(ana: Person) -> None:
    assert save(ana, edit(EXPORTED)).status_code == 428
