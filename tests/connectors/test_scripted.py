from datetime import UTC, datetime

import pytest

from app.connectors.scripted import Scripted
from app.ports import ConnectorFailed, Request

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def request(element: str) -> Request:
    return Request("IP-2026-00001/30", f"siinas.{element}", element, "IP-2026-00001", 1, NOW, {})


def test_it_answers_what_the_story_says():
    system = Scripted(outputs={"kirim_ba": {"siinas_pesan_id": "A-1"}})
    assert system.call(request("kirim_ba"), now=NOW).outputs == {"siinas_pesan_id": "A-1"}


def test_an_element_the_story_does_not_name_answers_nothing():
    assert Scripted().call(request("kirim_ba"), now=NOW).outputs == {}


def test_each_element_fails_as_often_as_the_story_says():
    system = Scripted(failing={"kirim_ba": 2})
    for _ in range(2):
        with pytest.raises(ConnectorFailed) as failure:
            system.call(request("kirim_ba"), now=NOW)
        assert failure.value.permanent
    assert system.call(request("notifikasi_oss"), now=NOW).outputs == {}
    assert system.call(request("kirim_ba"), now=NOW).outputs == {}
