"""What the rest of a running case will still read."""

from dataclasses import replace

from app.actions._read_ahead import ahead, read_ahead
from app.model.form import Component, Form
from tests.drawing_xml import bpmn
from tests.engine.conftest import definition_of


def test_only_what_is_ahead_of_a_case_is_still_read() -> None:
    form = Form(
        "ajukan",
        (
            Component("1", "textfield", "nama", readonly=True),
            Component("2", "textfield", "nib", hide="=jenis = 1", raw={"valuesExpression": "=daftar"}),
            Component("3", "group", components=(Component("4", "number", "luas", default="=luas_lama"),)),
            Component("5", "textfield", "x", default="=1 +"),
        ),
    )
    drawing = """
    (mulai) -> ajukan -> (jeda:timer{=tenggat}) -> <putusan> -[lengkap]-> hitung:script{biaya + 1; result=biaya} -> (a)
    <putusan> -> banyak{parallel=warga; as=w; until=cukup} -> (b)
    ajukan ! (terlambat:timer{PT1H}) -> (c)
    """
    process = replace(definition_of(bpmn(drawing)), forms={"ajukan": form})
    read = read_ahead(process, ["ajukan"])
    assert read.keys() == {"nama", "jenis", "daftar", "luas_lama", "tenggat", "lengkap", "biaya", "warga", "cukup"}
    assert read_ahead(process, ["banyak"]).keys() == {"warga", "cukup"}
    assert "terlambat" in ahead(process.outline, ["ajukan"])


def test_a_sub_process_is_read_from_within_and_from_without() -> None:
    drawing = """
    (mulai) -> ulas -> (selesai)
    ulas:
        (m) -> baca -> <pilih> -[satu]-> (x)
        <pilih> -[dua]-> (y)
    """
    process = definition_of(bpmn(drawing))
    assert ahead(process.outline, ["baca"]) >= {"pilih", "x", "y", "ulas", "selesai"}
    assert read_ahead(process, ["mulai"]).keys() == read_ahead(process, ["baca"]).keys() == {"satu", "dua"}
