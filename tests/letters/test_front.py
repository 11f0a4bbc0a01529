"""The front matter of a template, and the file around it."""

from collections.abc import Callable

import pytest

from app.letters import read_template, template_paths
from app.letters.read import MOST_BYTES
from app.model.bundle import Bundle
from app.model.paper import Authority, Kind, Paper
from app.model.template import Template

Read = Callable[..., Template]
Filled = Callable[..., Paper]
FULL = """
series = "spt"
when = 'a = 1'
date = 'tanggal_spt'
addressee = "Yth {{ nama }}"
sender = "Kasi"
signer = "=if a = 1 then \\"kadis\\" else \\"kabid\\""
authority = "a.n."
sifat = "Biasa"
lampiran = "{{ n }} berkas"
hal = "Hal {{ nama }}"
tembusan = ["Satu", "{{ nama }}", "{% if a = 1 %}{% endif %}"]
paper = "F4"
watermark = "KONSEP"
register = true
number = "nomor_surat"
applicant = true
replaces = true
"""


def test_everything_the_front_matter_says_is_read(read: Read):
    front = read("Isi", FULL).front

    assert (front.kind, front.series, front.when, front.date) == (Kind.SURAT_DINAS, "spt", "a = 1", "tanggal_spt")
    assert front.signer == '=if a = 1 then "kadis" else "kabid"'
    assert (front.authority, front.paper, front.watermark, front.register) == (
        Authority.ON_BEHALF,
        "F4",
        "KONSEP",
        True,
    )
    assert (front.number, front.applicant, front.replaces) == ("nomor_surat", True, True)


def test_its_texts_are_filled(filled: Filled):
    paper = filled("Isi", FULL, nama="PT **A**", n=2, a=1)

    assert (paper.addressee, paper.lampiran, paper.hal) == ("Yth PT **A**", "2 berkas", "Hal PT **A**")
    assert paper.tembusan == ("Satu", "PT **A**")
    assert (paper.size, paper.watermark, paper.sender, paper.sifat) == ("F4", "KONSEP", "Kasi", "Biasa")


def test_the_file_is_named_after_an_element_and_a_variant(read: Read):
    plain, second = read("", path="reports/templates/surat.md"), read("", path="reports/templates/surat.kosong.md")

    assert (plain.element, plain.variant, plain.key) == ("surat", "", "surat")
    assert (second.element, second.variant, second.key) == ("surat", "kosong", "surat.kosong")


def test_the_templates_of_a_bundle_are_its_markdown_files():
    files = ["reports/templates/b.md", "reports/templates/a.md", "reports/templates/a.txt", "forms/a.form"]

    assert list(template_paths(Bundle(dict.fromkeys(files, b"")))) == [
        "reports/templates/a.md",
        "reports/templates/b.md",
    ]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ('kind = "surat_dinas"', "line 2: “title” is missing"),
        ('title = "A"', "line 2: “kind” is missing"),
        ('kind = "surat"\ntitle = "A"', "line 2: “kind” must be one of surat_dinas, "),
        ('kind = "surat_dinas"\ntitle = 1', "line 3: “title” must be a text"),
        ('kind = "surat_dinas"\ntitle = "A"\nsigned = "x"', "line 4: “signed” is not known here"),
        ('kind = "surat_dinas"\ntitle = "A"\npaper = "A5"', "line 4: “paper” must be one of A4, F4, half-folio"),
        ('kind = "surat_dinas"\ntitle = "A"\nregister = 1', "line 4: “register” must be true or false"),
        ('kind = "surat_dinas"\ntitle = "A"\napplicant = "ya"', "line 4: “applicant” must be true or false"),
        ('kind = "surat_dinas"\ntitle = "A"\nnumber = "nomor"', "line 4: “number” must be the name of a variable"),
        (
            'kind = "surat_dinas"\ntitle = "A"\nseries = "b"\nnumber = "1 a"',
            "line 5: “number” must be the name of a variable",
        ),
        ('kind = "surat_dinas"\ntitle = "A"\ntembusan = "B"', "line 4: “tembusan” must be a list of texts"),
        ('kind = "surat_dinas"\ntitle = "A"\ntembusan = [1]', "line 4: “tembusan” must be a list of texts"),
        ('kind = "surat_dinas"\ntitle = "A"\nauthority = "an"', "line 4: “authority” must be one of penuh, a.n., "),
        ('kind = "surat_dinas"\ntitle = "A"\nwhen = "1 +"', "line 4: The expression 1 + needs"),
        ('kind = "surat_dinas"\ntitle = "A {{ x"', "line 3: “{{” is not closed"),
        ('kind = "surat_dinas"\ntitle = "A"\ntitle = "B"', "line 2: the front matter is not valid TOML"),
    ],
)
def test_what_is_wrong_in_the_front_matter_is_told_with_its_line(front: str, problem: str):
    template = read_template(f"+++\n{front}\n+++\nIsi".encode(), "reports/templates/surat.md")

    assert str(template.problem).startswith(problem)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Isi", "line 1: a template begins with its front matter between two lines +++."),
        (b"\n+++\n+++\n", "line 1: a template begins with its front matter between two lines +++."),
        (b"+++\na\xff\n+++\n", "line 2: the template is not written in UTF-8."),
        (b"+" * (MOST_BYTES + 1), f"line 1: the template has more than {MOST_BYTES} bytes."),
    ],
)
def test_a_file_that_is_no_template_is_told_of(data: bytes, problem: str):
    assert str(read_template(data, "reports/templates/surat.md").problem) == problem
