import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors import connectors_for
from app.connectors.oss_simulator import OssSimulator
from app.connectors.siinas_simulator import SiinasSimulator
from app.ports import ConnectorFailed, Request

ASKED = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
CASE = {"nib": "9999000000011", "id_proyek": "FIKTIF-PRJ-0001", "id_izin": "I-FIKTIF-0001", "kesimpulan_bap": "SIAP"}


def request(topic: str, *, key: str = "IP-2026-00001/30", attempt: int = 1, **variables: object) -> Request:
    element = topic.split(".")[1]
    return Request(key, topic, element, "IP-2026-00001", attempt, ASKED, {**CASE, **variables})


def ask(one: Request, *, now: datetime = ASKED):
    return connectors_for()[one.topic].call(one, now=now)


def test_siinas_takes_the_record_and_gives_a_receipt():
    outputs = ask(request("siinas.kirim_ba")).outputs
    assert outputs.keys() == {"siinas_pesan_id", "siinas_waktu"}
    assert outputs["siinas_waktu"] == "2026-11-26T09:00:00+07:00"


def test_every_id_carries_the_watermark():
    case = request("oss.notifikasi_pemohon", komitmen_terpenuhi=True)
    ids = [
        ask(request("siinas.kirim_ba")).outputs["siinas_pesan_id"],
        ask(request("siinas.notifikasi_oss")).outputs["oss_pesan_id"],
        ask(case).outputs["oss_notifikasi_id"],
    ]
    assert all(str(one).startswith("SIMULASI-") for one in ids)


def test_the_same_key_gives_the_same_answer_at_any_time():
    first = ask(request("siinas.kirim_ba"))
    again = ask(request("siinas.kirim_ba", attempt=4), now=ASKED + timedelta(days=3))
    assert first == again


def test_another_key_gives_another_message():
    first, other = ask(request("siinas.kirim_ba")), ask(request("siinas.kirim_ba", key="IP-2026-00002/30"))
    assert first.outputs["siinas_pesan_id"] != other.outputs["siinas_pesan_id"]


def test_oss_says_that_all_commitments_are_met():
    outputs = ask(request("siinas.notifikasi_oss")).outputs
    assert outputs["komitmen_terpenuhi"] is True
    assert outputs["komitmen_terbuka"] == []


def test_oss_names_the_open_commitment_of_a_sample_company():
    outputs = ask(request("siinas.notifikasi_oss", nib="9999000000077")).outputs
    assert outputs["komitmen_terpenuhi"] is False
    assert outputs["komitmen_terbuka"] == ["Persetujuan lingkungan (Adendum Andal) (SIMULASI)"]


@pytest.mark.parametrize(
    ("conclusion", "met", "result", "code"),
    [
        ("SIAP", True, "efektif", "50"),
        ("SIAP", False, "komitmen_lain", "45"),
        ("BELUM SIAP", True, "belum_siap", "93"),
        ("BELUM SIAP", False, "belum_siap", "93"),
    ],
)
def test_the_applicant_is_told_the_result(conclusion, met, result, code):
    case = request("oss.notifikasi_pemohon", kesimpulan_bap=conclusion, komitmen_terpenuhi=met)
    outputs = ask(case).outputs
    assert (outputs["hasil_izin"], outputs["oss_kode_status"]) == (result, code)


@pytest.mark.parametrize("topic", ["siinas.kirim_ba", "siinas.notifikasi_oss", "oss.notifikasi_pemohon"])
def test_a_slow_system_says_when_to_ask_again_and_answers_then(topic):
    slow = request(topic, nib="9999000000022", komitmen_terpenuhi=True)
    waiting = ask(slow)
    assert waiting.outputs == {}
    assert waiting.not_before == ASKED + timedelta(seconds=20)
    assert ask(slow, now=waiting.not_before).not_before is None


def test_a_system_that_is_down_fails_for_a_time_and_then_answers():
    for attempt in (1, 2):
        with pytest.raises(ConnectorFailed) as failure:
            ask(request("siinas.kirim_ba", nib="9999000000044", attempt=attempt))
        assert not failure.value.permanent
    assert ask(request("siinas.kirim_ba", nib="9999000000044", attempt=3)).outputs


def test_a_case_without_a_licence_is_refused_for_good():
    case = request("siinas.kirim_ba")
    with pytest.raises(ConnectorFailed, match="no id_izin") as failure:
        ask(replace(case, variables={**case.variables, "id_izin": None}))
    assert failure.value.permanent


def test_an_unknown_conclusion_is_refused_for_good():
    with pytest.raises(ConnectorFailed, match="MUNGKIN is no conclusion") as failure:
        ask(request("siinas.kirim_ba", kesimpulan_bap="MUNGKIN"))
    assert failure.value.permanent


@pytest.mark.parametrize("system", [OssSimulator(), SiinasSimulator()])
def test_a_topic_it_does_not_know_is_refused_for_good(system):
    with pytest.raises(ConnectorFailed, match="does not know") as failure:
        system.call(request("bank.bayar"), now=ASKED)
    assert failure.value.permanent


def test_messages_are_logged_in_the_shape_of_oss(caplog):
    with caplog.at_level(logging.INFO, logger="app.connectors"):
        ask(request("siinas.kirim_ba", kesimpulan_bap="BELUM SIAP"))
    body = json.loads(caplog.messages[0])["IZINSTATUS"]
    assert (body["nib"], body["kd_status"], body["tgl_status"]) == ("9999000000011", "93", "2026-11-26 09:00:00")
    assert body["keterangan"] == "SIMULASI - Verifikasi teknis: BELUM SIAP"
