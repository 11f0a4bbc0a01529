"""Letters of a working copy for looking at: filled with what the scenarios answer, whatever state the rest is in."""

from dataclasses import replace
from datetime import date

import pytest

from app.actions.studio.letters import letter_entries, letter_findings, readable, specimen, steps
from app.actions.studio.samples import sample, telling
from app.letters import fill, read_template
from app.letters.skeleton import skeleton
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, TEMPLATES, Bundle
from app.model.paper import Facts, Kind
from app.wiring import rehearsal_office

OFFICE = replace(rehearsal_office(), stories=read_stories)
SHIPPED = shipped_bundle("izin_perluasan")
PATHS = [
    (sop, path)
    for sop in sorted(shipped_sops())
    for path in sorted(shipped_bundle(sop).files)
    if path.startswith(TEMPLATES)
]


@pytest.mark.parametrize(("sop", "path"), PATHS)
def test_every_shipped_letter_can_be_looked_at_and_is_marked(sop: str, path: str) -> None:
    bundle = shipped_bundle(sop)
    shown = specimen(OFFICE, bundle, path)
    assert shown.paper.watermark == "CONTOH"
    assert shown.paper.blocks
    assert letter_findings(OFFICE, bundle, path) == []


def test_a_specimen_is_printed() -> None:
    shown = specimen(OFFICE, SHIPPED, f"{TEMPLATES}surat_pengantar.md")
    assert OFFICE.printer is not None
    assert OFFICE.printer.print(shown.paper).startswith(b"%PDF")
    assert shown.issued
    assert shown.story


def test_the_scenario_can_be_chosen() -> None:
    told = telling(OFFICE, SHIPPED, "kembalikan_berkas")
    assert told
    known = sample(OFFICE, SHIPPED, "kembalikan_berkas", told[-1].name)
    assert known.story == told[-1]
    assert known.answers
    assert "kembalikan_berkas" in known.days


def test_computed_fields_of_forms_are_known() -> None:
    assert sample(OFFICE, SHIPPED, "surat_pengantar").variables["persen_penambahan"] == 50


@pytest.mark.parametrize("broken", [DIAGRAM, SOP, SCENARIOS, "forms/surat_pengantar.form"])
def test_what_is_broken_elsewhere_does_not_stop_it(broken: str) -> None:
    bundle = SHIPPED.replacing(broken, b"<")
    path = f"{TEMPLATES}surat_pengantar.md"
    assert specimen(OFFICE, bundle, path).paper.title == "NOTA DINAS"
    assert all(each.finding.rule == "templates" for each in letter_findings(OFFICE, bundle, path))
    assert letter_entries(bundle)
    assert isinstance(readable(bundle, "surat_pengantar"), list | tuple)


def test_letters_are_listed_in_the_order_of_the_diagram() -> None:
    keys = [each.template.key for each in letter_entries(SHIPPED)]
    assert keys.index("ajukan_izin") < keys.index("surat_pengantar") < keys.index("persetujuan")
    assert {"surat_pengantar", "tarik"} <= {each.id for each in steps(SHIPPED)}


def test_help_holds_what_was_asked_before_and_nothing_that_is_asked_later() -> None:
    given = {field.key for each in readable(SHIPPED, "periksa_kelengkapan") for field in each.fields}
    assert "perusahaan_nama" in given
    assert "nomor_surat" not in {field.key for each in readable(SHIPPED, "ajukan_izin") for field in each.fields}
    assert readable(SHIPPED, "tarik")


@pytest.mark.parametrize("kind", Kind)
def test_a_new_template_of_every_kind_can_be_read_and_printed(kind: Kind) -> None:
    template = read_template(skeleton(kind), f"{TEMPLATES}baru.md")
    assert template.problem is None
    assert template.front.kind is kind
    paper = fill(template, {}, Facts(date=date(2026, 3, 17), watermark="CONTOH"))
    assert OFFICE.printer is not None
    assert OFFICE.printer.print(paper).startswith(b"%PDF")


def test_a_copy_without_scenarios_shows_a_letter_with_holes() -> None:
    bundle = Bundle({path: data for path, data in SHIPPED.files.items() if path != SCENARIOS})
    shown = specimen(OFFICE, bundle, f"{TEMPLATES}surat_pengantar.md")
    assert shown.story == ""
