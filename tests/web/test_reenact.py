"""The re-enactment of a case as an auditor reads it."""

from collections.abc import Callable
from dataclasses import replace
from json import dumps

import pytest

from app.model.event import Event, Happening
from app.model.reading import Reading
from app.ports import Office
from tests.web.conftest import Walk


@pytest.fixture
def examined(walk: Walk) -> Walk:
    """A case that the operator has examined."""
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    return walk


def forge(office: Office, walk: Walk, change: Callable[[Event], Event]) -> None:
    """Change the history behind everybody's back."""
    shelf = office.store._shelf
    for case, events in shelf.events.items():
        shelf.events[case] = tuple(map(change, events))


def at(kind: Happening, place: str, **fields: object) -> Callable[[Event], Event]:
    return lambda event: replace(event, **fields) if (event.kind, event.element) == (kind, place) else event


def page(walk: Walk, login: str = "auditor") -> str:
    answer = walk.come(login).get(f"/arsip/permohonan/{walk.number}/ulang")
    assert answer.status_code == 200
    return answer.text


def test_an_untouched_case_is_the_same_and_no_picture_is_needed(examined: Walk) -> None:
    text = page(examined)
    assert '<span class="chip good">Sama</span>' in text
    assert "Masukan yang tercatat menghasilkan 3 langkah yang sama dan nilai yang sama." in text
    assert "Pada diagram" not in text
    assert "berpisah" not in text


def test_a_difference_is_told_side_by_side_in_lists_and_on_the_diagram(examined: Walk, office: Office) -> None:
    forge(office, examined, at(Happening.WORK_OPENED, "periksa", element="kirim"))
    text = page(examined)
    assert '<span class="chip bad">Berbeda</span>' in text
    assert '"Menurut catatan">menunggu di “Mengirim ke SIINAS”</td>' in text
    assert '"Dalam pengulangan">menunggu di “Memeriksa kelengkapan”</td>' in text
    assert "Lebih banyak dalam catatan" in text
    assert "Pada diagram" in text
    assert "Lebih banyak dalam pengulangan daripada dalam catatan" in text


def test_a_due_time_that_was_changed_is_told_as_a_time(examined: Walk, office: Office) -> None:
    told = {"token": 3, "due": "2027-01-01T00:00:00+00:00", "locals": {"pemeriksa": "Ani"}}
    forge(office, examined, at(Happening.WORK_OPENED, "periksa", payload=dumps(told).encode()))
    text = page(examined)
    assert '<th scope="row">Jatuh tempo</th><td data-label="Menurut catatan">1 Januari 2027, 07.00 WIB</td>' in text
    assert "{&#34;pemeriksa&#34;: &#34;Ani&#34;}" in text


def test_a_flow_that_was_changed_is_named_on_both_sides(examined: Walk, office: Office) -> None:
    forge(office, examined, at(Happening.WORK_OPENED, "periksa", flow="palsu", payload=None))
    text = page(examined)
    assert '<th scope="row">Melalui alur</th><td data-label="Menurut catatan">palsu</td>' in text
    assert "Token" in text  # the history does not say it any more


def test_what_cannot_be_told_is_said(examined: Walk, office: Office) -> None:
    forge(office, examined, at(Happening.WORK_COMPLETED, "periksa", payload=None))
    text = page(examined)
    assert '<span class="chip warn">Tidak dapat dipastikan</span>' in text
    assert "sudah dihapus, padahal diperlukan." in text


def test_a_case_whose_definition_is_lost_is_still_told_of(examined: Walk, office: Office) -> None:
    office.store._shelf.bundles.clear()
    office.shelf.clear()
    text = page(examined)
    assert "Tidak dapat dipastikan" in text


def test_a_step_that_cannot_be_made_says_why(examined: Walk, office: Office) -> None:
    forge(office, examined, at(Happening.WORK_COMPLETED, "ajukan", element="periksa"))
    assert "Tidak ada yang menunggunya di periksa." in page(examined)


def test_more_in_the_re_enactment_than_in_the_history_is_told(examined: Walk, office: Office) -> None:
    shelf = office.store._shelf
    for case, events in shelf.events.items():
        shelf.events[case] = events[:-3]
    text = page(examined)
    assert "tidak terjadi apa-apa lagi" in text


def test_who_has_looked_is_noted_and_only_auditors_look(examined: Walk, office: Office) -> None:
    page(examined)
    with office.store.reading() as reader:
        case = reader.instance_by_number(examined.number)
        auditor = reader.user_by_login("auditor")
        assert reader.is_read(auditor.id, case.id, Reading.PAGE, office.clock())
    assert examined.come("pengawas").get(f"/arsip/permohonan/{examined.number}/ulang").status_code == 403
    assert examined.come("auditor").get("/arsip/permohonan/IK-2026-09999/ulang").status_code == 404
