"""What holds for every form of Izin Perluasan, read from the files alone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from app.form.read import read_form
from app.model.form import Component, Form

FOLDER = Path(__file__).parents[2] / "forms" / "izin_perluasan"
FORMS = {path.stem: read_form(path.read_bytes(), path.stem) for path in sorted(FOLDER.glob("*.form"))}
ROWS = [
    "ajukan_izin",
    "ajukan_verifikasi",
    "data_industri",
    "periksa_kelengkapan",
    "surat_pengantar",
    "disposisi_kabid",
    "penugasan_tim",
    "periksa_dokumen",
    "putuskan_lapangan",
    "periksa_lapangan",
    "buat_bap",
    "laporan_hasil",
    "periksa_hasil",
    "persetujuan",
    "perintah_unggah",
    "penugasan_unggah",
    "unggah_bap",
]
ADDED = ["kembalikan_berkas", "jawab_klarifikasi", "tarik"]
EVIDENCE = ["bukti_manual", "bukti_kirim_ba", "bukti_notifikasi_oss", "bukti_notifikasi_pemohon"]
#: What two tasks may both answer, because it is the same thing seen twice.
ANSWERED_TWICE = {"temuan", "wakil_nama", "wakil_jabatan"}


def every(components: Iterable[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from every(component.components)


def level(components: Iterable[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        if component.type == "group":
            yield from level(component.components)


def test_every_user_task_has_its_form():
    assert FORMS.keys() == {*ROWS, *ADDED, *EVIDENCE}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_everything_a_person_reads_is_there_in_english(form: Form):
    for component in every(form.components):
        custom = component.properties
        assert bool(component.label) == bool(component.label_en), component.id
        assert bool(component.description) == bool(component.description_en), component.id
        assert all(option.label_en for option in component.options), component.id
        assert ("text" in component.raw) == ("text_en" in custom), component.id
        assert ("check" in custom) == ("check_message_en" in custom), component.id
        assert ("patternErrorMessage" in component.validate) == ("pattern_message_en" in custom), component.id


def test_a_key_is_answered_in_one_form_only():
    asked = Counter(
        component.key
        for form in FORMS.values()
        for component in level(form.components)
        if component.key and not component.readonly
    )
    assert {key for key, times in asked.items() if times > 1} == ANSWERED_TWICE
