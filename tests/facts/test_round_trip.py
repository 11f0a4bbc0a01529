"""Saving what nobody has touched changes no byte; saving one fact changes one line."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.facts import Sheet, applied, read_facts, sections, sheet
from app.form import validate
from app.form.ask import When
from app.form.walk import settle, taken
from app.library.shipped import shipped_bundle, shipped_sops
from app.model.bundle import DIAGRAM, SOP
from app.model.errors import Refused
from app.notation.diagram import read_diagram

NOW = When(datetime(2026, 3, 17, 2, 0, tzinfo=UTC), UTC)
Change = Callable[[dict[str, Any]], None]


def save(data: bytes, section: str, change: Change, sop: str = "izin_perluasan") -> bytes:
    """The file after somebody has opened a section, changed it so, and saved it."""
    outline = read_diagram(shipped_bundle(sop).files[DIAGRAM]).outline
    asked: Sheet = sheet(sections()[section], read_facts(data), outline)
    before = taken(settle(asked.form, asked.values, {}, NOW))
    answers = {name: list(value) if isinstance(value, list) else value for name, value in asked.values.items()}
    change(answers)
    given = validate(asked.form, answers, {}, now=NOW.now, zone=NOW.zone)
    return applied(data, asked, before, given, outline)


def shipped(sop: str = "izin_perluasan") -> bytes:
    return shipped_bundle(sop).files[SOP]


def lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("sop", sorted(shipped_sops()))
@pytest.mark.parametrize("section", sections())
def test_what_nobody_has_touched_keeps_every_byte(sop: str, section: str) -> None:
    assert save(shipped(sop), section, lambda _: None, sop) == shipped(sop)


def test_one_fact_changes_one_line() -> None:
    after = save(shipped(), "mutu-baku", lambda it: it.update({"rows:surat_pengantar:waktu": "30 menit"}))
    assert after != shipped()
    assert lines(shipped(), after) == ([], ['waktu = "30 menit"'])
    assert len(after.splitlines()) == len(shipped().splitlines())
    assert tomllib.loads(after.decode())["rows"]["surat_pengantar"]["waktu"] == "30 menit"


def test_a_fact_that_was_not_there_stands_behind_those_before_it() -> None:
    after = save(shipped(), "mutu-baku", lambda it: it.update({"rows:ajukan_izin:keterangan": "Baru"})).decode()
    assert 'output = "Izin Perluasan Belum Efektif"\nketerangan = "Baru"\ntext_en = "Applicant applies' in after


def test_an_emptied_fact_leaves_with_its_line() -> None:
    after = save(shipped(), "identitas", lambda it: it.update({"identity:title_en": None}))
    assert lines(shipped(), after) == (['title_en = "Expansion Permit"'], [])


def test_a_row_of_the_official_table_can_be_taken_out_and_put_in() -> None:
    def take_out(it: dict[str, Any]) -> None:
        it.update({name: None for name in it if name.startswith("rows:persetujuan:")})

    without = save(shipped(), "mutu-baku", take_out)
    assert "persetujuan" not in tomllib.loads(without.decode())["rows"]
    fresh = {"rows:jawab_klarifikasi:number": 21, "rows:jawab_klarifikasi:text": "Menjawab"}
    again = save(without, "mutu-baku", lambda it: it.update(fresh)).decode()
    assert tomllib.loads(again)["rows"]["jawab_klarifikasi"] == {"number": 21, "text": "Menjawab"}
    assert again.index("[rows.notifikasi_pemohon]") < again.index("[rows.jawab_klarifikasi]") < again.index("\n[added]")


def test_tables_of_a_list_move_with_their_bytes() -> None:
    after = save(shipped(), "dasar-hukum", lambda it: it["legal_basis"].insert(0, it["legal_basis"].pop()))
    acts = tomllib.loads(after.decode())["legal_basis"]
    assert acts == [
        *tomllib.loads(shipped().decode())["legal_basis"][-1:],
        *tomllib.loads(shipped().decode())["legal_basis"][:-1],
    ]
    assert sorted(after.splitlines()) == sorted(shipped().splitlines())


def test_a_table_of_a_list_is_changed_taken_out_and_added() -> None:
    def change(it: dict[str, Any]) -> None:
        del it["required_documents"][0]
        it["required_documents"][0] = {**it["required_documents"][0], "source": 'Aturan "baru"'}
        it["required_documents"].append({"name": "Denah", "help": "Gambar\npabrik", "source": "Kita"})

    after = save(shipped(), "dokumen", change)
    held = tomllib.loads(after.decode())["required_documents"]
    assert [each["name"] for each in held][:2] == ["Akun SIINas", "Nomor Induk Berusaha (NIB)"]
    assert held[0]["source"] == 'Aturan "baru"'
    assert held[-1] == {"name": "Denah", "help": "Gambar\npabrik", "source": "Kita"}
    gone, _ = lines(shipped(), after)
    assert len(gone) == 6  # five keys of the first (its header has twins), and the source of the second
    assert all(line in after.decode() for line in shipped().decode().splitlines() if line.startswith("#"))


def test_a_list_of_texts_keeps_the_lines_of_those_that_stay() -> None:
    source = shipped().replace(b'  "SOP Surat Keluar",', b'  "SOP Surat Keluar", # lama')
    after = save(source, "lampiran-sop", lambda it: it.update({"related": "SOP Baru\nSOP Surat Keluar"})).decode()
    assert 'related = [\n  "SOP Baru",\n  "SOP Surat Keluar", # lama\n]' in after


def test_a_list_that_was_not_there_is_written_and_one_that_is_emptied_goes() -> None:
    after = save(
        shipped(), "standar-pelayanan", lambda it: it["service:time"].append({"text": "5 hari", "items": "a\nb"})
    )
    assert tomllib.loads(after.decode())["service"] == {"time": [{"text": "5 hari", "items": ["a", "b"]}]}
    assert save(after, "standar-pelayanan", lambda it: it["service:time"].clear()).rstrip() == shipped().rstrip()


def test_what_stands_around_is_told_apart_by_key_and_not_by_place() -> None:
    after = save(shipped(), "kata-pemohon", lambda it: it.update({"applicant_notices:buat_bap": True})).decode()
    assert tomllib.loads(after)["applicant_notices"] == [
        "periksa_kelengkapan",
        "periksa_dokumen",
        "periksa_lapangan",
        "unggah_bap",
        "buat_bap",
    ]


def test_variables_keep_their_kinds() -> None:
    def change(it: dict[str, Any]) -> None:
        rows = [row for row in it["variables"] if row["name"] != "nomor_bap"]
        rows += [{"name": "batas", "value": "12.5"}, {"name": "kota", "value": "Pontianak"}]
        rows += [{"name": "kode", "value": '"007"'}, {"name": "daftar", "value": '[1, "a"]'}]
        it["variables"] = rows

    after = tomllib.loads(save(shipped(), "variabel", change).decode())["variables"]
    assert after == {
        "ronde": 1,
        "masa_perbaikan": "P30D",
        "masa_pengajuan": "P365D",
        "kasus_asal": "=null",
        "batas": 12.5,
        "kota": "Pontianak",
        "kode": "007",
        "daftar": [1, "a"],
    }


def test_the_service_clock_can_be_switched_off_and_on() -> None:
    off = save(shipped(), "waktu-layanan", lambda it: it.update(dict.fromkeys(it)))
    assert "clock" not in tomllib.loads(off.decode())
    wanted = {"clock:days": 7, "clock:starts": "f_lengkap", "clock:stops": "unggah_bap", "clock:pauses": ["tarik"]}
    on = tomllib.loads(save(off, "waktu-layanan", lambda it: it.update(wanted)).decode())
    assert on["clock"] == {"days": 7, "starts": "f_lengkap", "stops": "unggah_bap", "pauses": ["tarik"]}


def test_windows_line_ends_and_the_mark_of_utf_8_stay() -> None:
    source = b"\xef\xbb\xbf" + shipped().replace(b"\n", b"\r\n")
    after = save(source, "identitas", lambda it: it.update({"identity:unit": "BIDANG BARU"}))
    assert after == source.replace(b'unit = "BIDANG PERINDUSTRIAN"', b'unit = "BIDANG BARU"')


@pytest.mark.parametrize(
    "text",
    ['identity = {number = "1", title = "x", agency = "y"}\n', 'identity.number = "1"\nidentity.title = "x"\n'],
)
def test_what_is_written_in_a_way_we_cannot_change_is_refused_not_broken(text: str) -> None:
    with pytest.raises(Refused, match="as text"):
        save(
            text.encode(),
            "identitas",
            lambda it: it.update(
                {"identity:agency": "z", "identity:title": "t", "identity:number": "1", "identity:unit": "baru"}
            ),
        )


@pytest.mark.parametrize("data", [b"\xff", b"key = ", b"a = 1\na = 2"])
def test_what_is_no_toml_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match=r"sop\.toml"):
        read_facts(data)


def test_more_rows_than_a_page_holds_are_not_cut_off() -> None:
    with pytest.raises(Refused, match="50 rows"):
        sheet(sections()["dasar-hukum"], {"legal_basis": [{"text": "x"}] * 51}, None)
