"""What is known before a letter is filled: whether it is issued, its day, who signs, what its template reads."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app.letters import LetterFailed, authority_of, choices_of, date_of, fill, is_issued, signer_of
from app.letters.reads import Read, reads
from app.model.form import Component, Form, Option
from app.model.house import Letterhead
from app.model.paper import Authority, Facts, Paper, Signer
from app.model.template import Hole, Template, parts
from tests.letters.conftest import FACTS, text_of

Reader = Callable[..., Template]
Filled = Callable[..., Paper]


def test_a_letter_is_issued_when_its_condition_is_true(read: Reader):
    template = read("", "when = 'hasil = \"setuju\"'\n")

    assert is_issued(template, {"hasil": "setuju"}, FACTS)
    assert not is_issued(template, {"hasil": "kembali"}, FACTS)
    assert not is_issued(template, {}, FACTS)
    assert is_issued(read(""), {}, FACTS)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T20:00:00Z", date(2026, 11, 25)),
        ("besok", FACTS.date),
        (None, FACTS.date),
    ],
)
def test_the_day_of_a_letter_is_a_value_or_that_of_the_step(read: Reader, given: str | None, day: date):
    assert date_of(read("", 'date = "tgl"\n'), {"tgl": given}, FACTS) == day
    assert date_of(read(""), {"tgl": given}, FACTS) == FACTS.date


def test_the_signer_and_the_ground_are_words_or_computed(read: Reader):
    computed = read("", 'signer = "=who"\nauthority = "=ground"\n')

    assert signer_of(computed, {"who": "kadis"}, FACTS) == "kadis"
    assert signer_of(computed, {"who": 1}, FACTS) == ""
    assert authority_of(computed, {"ground": "Plt."}, FACTS) is Authority.ACTING
    assert authority_of(computed, {"ground": "entah"}, FACTS) is Authority.FULL
    assert signer_of(read("", 'signer = "kabid"\n'), {}, FACTS) == "kabid"
    assert authority_of(read("", 'authority = "a.n."\n'), {}, FACTS) is Authority.ON_BEHALF


def test_what_cannot_be_computed_is_told(read: Reader):
    with pytest.raises(LetterFailed, match="too much work"):
        is_issued(read("", 'when = "sum(for a in 1..9000, b in 1..9000 return 1) = 1"\n'), {}, FACTS)


def test_the_labels_of_choices_are_known_by_field_and_by_list_and_field():
    role = Component("r", "select", "peran", options=(Option("ketua", "Ketua"),))
    people = Component("a", "dynamiclist", "anggota", components=(role,))
    group = Component(
        "g", "group", components=(people, Component("s", "radio", "sifat", options=(Option("b", "Biasa"),)))
    )

    assert choices_of([Form("f", (group,))]) == {
        "peran": {"ketua": "Ketua"},
        "anggota.peran": {"ketua": "Ketua"},
        "sifat": {"b": "Biasa"},
    }


def test_a_template_may_read_its_letter_its_signer_and_its_steps(filled: Filled):
    facts = Facts(
        date(2026, 11, 25),
        number="7/2026",
        case="IP-1",
        letterhead=Letterhead("Pemerintah", "Dinas", place="Pontianak"),
        signer=Signer("Kepala Dinas", "Contoh", "IV/c", "1"),
        steps={"periksa": {"tanggal": "2026-11-24", "oleh": "Budi"}},
        now=datetime(2026, 11, 25, 3, tzinfo=UTC),
    )
    body = (
        "{{ surat.nomor }} {{ surat.tanggal }} {{ surat.tempat }} {{ surat.kasus }} {{ penandatangan.nama }} "
        "{{ langkah.periksa.oleh }} {{ today() }}"
    )

    paper = filled(body, facts=facts)

    assert text_of(paper.blocks[0]) == "7/2026 2026-11-25 Pontianak IP-1 Contoh Budi 25 November 2026"
    assert (paper.number, paper.place, paper.case, paper.signer) == ("7/2026", "Pontianak", "IP-1", facts.signer)


def test_a_watermark_of_the_moment_is_printed_instead_of_the_template_s(filled: Filled):
    front = 'watermark = "SIMULASI"\n'

    assert filled("", front).watermark == "SIMULASI"
    assert filled("", front, facts=Facts(FACTS.date, watermark="KONSEP")).watermark == "KONSEP"


def test_what_a_template_reads_is_told_with_its_lines(read: Reader):
    body = (
        '{{ a }}\n{% for x in b %}{{ x + c + urut }}{% if d %}{{ pilihan("e", x) }}{% else %}f{% endif %}{% endfor %}'
    )

    found = list(reads(read(body, "when = 'g = 1'\nsigner = '=h'\ntembusan = ['{{ i }}']\n")))

    assert [(each.line, set(each.names)) for each in found] == [
        (0, {"g"}),
        (0, {"h"}),
        (6, {"i"}),
        (8, {"a"}),
        (9, {"b"}),
        (9, {"c"}),
        (9, {"d"}),
        (9, set()),
    ]
    assert found[-1] == Read(9, frozenset(), frozenset({"e"}))


def test_all_parts_of_a_text_are_found_also_within_blocks(read: Reader):
    template = read("{% if a %}{% for x in b %}{{ c }}{% endfor %}{% endif %}{{ d }}")

    assert [part.expression for part in parts(template.body) if isinstance(part, Hole)] == ["c", "d"]


def test_a_form_that_is_filled_twice_gives_two_papers(read: Reader):
    template = read("{{ a }}")

    assert [text_of(fill(template, {"a": name}, FACTS).blocks[0]) for name in ("x", "y")] == ["x", "y"]
