"""Everything that would not be drawn as written is told at once, with its place."""

import pytest

from app.form.misfits import misfits, told
from tests.form.conftest import as_file

NAMA = {"id": "n", "type": "textfield", "key": "nama", "label": "Nama"}


def test_a_form_that_can_be_drawn_has_none():
    assert misfits(as_file([NAMA]), "uji") == ()


def test_every_component_that_is_not_drawn_is_told_with_its_place():
    data = as_file(
        [
            {"id": "g", "type": "group", "label": "Lokasi\npabrik", "components": [{"id": "f", "type": "iframe"}]},
            {"id": "h", "type": "html"},
            {"id": "d", "type": "documentPreview", "label": "Dokumen"},
            {"id": "b", "type": "bintang"},
            NAMA,
        ]
    )
    found = misfits(data, "uji")
    assert [each.place for each in found] == ["Lokasi pabrik › f", "h", "Dokumen", "b"]
    assert [each.component for each in found] == ["f", "h", "d", "b"]
    assert str(told("uji", found[-1])) == "Form uji, b: The component type bintang is not supported."


def test_of_other_faults_the_first_is_told():
    (found,) = misfits(as_file([{**NAMA, "key": "1a"}]), "uji")
    assert found.component == "1a"
    assert "letters, digits" in str(found.reason)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"components": {}}', b"[" * 100_000, b'{"components": [1]}'])
def test_what_is_no_form_has_one_reason(data: bytes):
    assert len(misfits(data, "uji")) == 1


def test_what_stands_deeper_than_a_form_may_be_is_not_walked():
    deep: dict = {"id": "x", "type": "iframe"}
    for number in range(40):
        deep = {"id": f"g{number}", "type": "group", "components": [deep]}
    assert len(misfits(as_file([deep]), "uji")) == 1
