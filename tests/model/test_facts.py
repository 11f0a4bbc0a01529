"""Small facts: bundles, outlines, people, errors, settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.model.bundle import DIAGRAM, Bundle
from app.model.errors import AlreadyClaimed, Invalid, LajurError, StepFailed, packed, unpacked
from app.model.outline import Element, Lane, Outline, SequenceFlow
from app.model.people import User
from app.settings import BadSetting, Settings

BUNDLE = Bundle({DIAGRAM: b"<a/>", "forms/a.form": b"{}"})


def test_the_same_files_have_the_same_digest_in_any_order() -> None:
    assert Bundle({"forms/a.form": b"{}", DIAGRAM: b"<a/>"}).digest == BUNDLE.digest


def test_another_byte_makes_another_digest() -> None:
    assert BUNDLE.replacing("forms/a.form", b"[]").digest != BUNDLE.digest


def test_forms_are_known_by_the_name_of_their_file() -> None:
    assert BUNDLE.form_paths() == {"a": "forms/a.form"}


def test_a_user_task_without_a_reference_has_the_form_of_its_own_name() -> None:
    assert Element("a", "userTask").form == "a"
    assert Element("a", "userTask", attributes={"formRef": "b"}).form == "b"
    assert Element("g", "exclusiveGateway").form is None
    assert Element("s", "serviceTask").is_service


def test_an_outline_knows_what_goes_in_and_out() -> None:
    flow = SequenceFlow("f", "a", "b")
    elements = {name: Element(name, "userTask") for name in "ab"}
    outline = Outline("p", "P", elements, {"f": flow}, {"l": Lane("l", "L")})
    assert outline.outgoing("a") == (flow,)
    assert outline.incoming("b") == (flow,)
    assert outline.incoming("a") == ()
    assert [element.id for element in outline.human_tasks()] == ["a", "b"]


def test_the_history_names_a_person_by_login() -> None:
    user = User(1, "kasi", "Kasi", frozenset({"kasi"}))
    assert user.actor == "user:kasi"
    assert user.is_in("kasi")
    assert not user.is_in(None)


def test_an_error_is_a_sentence_with_its_facts() -> None:
    assert str(AlreadyClaimed(name="Kasi")) == "Kasi has claimed this task."
    assert str(LajurError()) == "The request could not be carried out."
    assert str(LajurError("{a} is {b}.", a=1, b=2)) == "1 is 2."
    assert "g1" in str(StepFailed("g1", LajurError("x")))
    assert Invalid().problems == {}


def test_an_error_is_kept_as_text_and_told_later() -> None:
    inner = LajurError("{name} is missing.", name="biaya")
    kept = unpacked(packed(StepFailed("tarif", inner)))
    assert str(kept) == "The process cannot go on at tarif: biaya is missing."
    assert isinstance(kept.facts["reason"], LajurError)


@pytest.mark.parametrize("text", ["jaringan putus", '{"a": 1}', "[1]", "{tarif}"])
def test_a_text_that_is_no_kept_error_is_the_sentence_itself(text: str) -> None:
    assert packed(ValueError(text)) == text
    assert str(unpacked(text)) == text


def test_settings_are_read_from_the_environment() -> None:
    settings = Settings.from_environment(
        {"LAJUR_PORT": "8080", "LAJUR_DEMO": "yes", "LAJUR_DATA": "/srv/lajur", "LAJUR_MANUAL": "lane_oss=operator"}
    )
    assert (settings.port, settings.demo, settings.data) == (8080, True, Path("/srv/lajur"))
    assert settings.database_url == "sqlite:////srv/lajur/lajur.db"
    assert settings.manual_lanes == {"lane_oss": "operator"}
    assert Settings(database="postgresql+psycopg://x").database_url == "postgresql+psycopg://x"


@pytest.mark.parametrize(
    "environment",
    [
        {"LAJUR_PORT": "http"},
        {"LAJUR_DEMO": "perhaps"},
        {"LAJUR_DEMO": "1", "LAJUR_HOST": "0.0.0.0"},
        {"LAJUR_OIDC_ISSUER": "http://id.example", "LAJUR_OIDC_CLIENT_ID": "lajur"},
        {"LAJUR_OIDC_ISSUER": "https://id.example"},
        {"LAJUR_SMTP_URL": "smtp://mail.example"},
        {"LAJUR_TSA_URL": "tsa.example"},
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_with_a_sentence(environment: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        Settings.from_environment(environment)


def test_people_reach_the_web_where_it_listens_unless_it_is_said_otherwise() -> None:
    assert Settings(port=8080).address == "http://127.0.0.1:8080"
    assert Settings(public_url="https://izin.example/").address == "https://izin.example"


def test_the_demo_has_an_outbox_unless_e_mail_is_really_sent() -> None:
    demo = Settings(data=Path("/srv/lajur"), demo=True)
    assert demo.outbox == Path("/srv/lajur/mail")
    assert replace(demo, smtp_url="smtp://mail.example").outbox is None
    assert replace(demo, demo=False).outbox is None


def test_manual_lanes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadSetting):
        _ = Settings(manual="oss").manual_lanes


def test_a_provider_and_its_groups_are_set_by_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "LAJUR_OIDC_ISSUER": "https://id.example",
            "LAJUR_OIDC_CLIENT_ID": "lajur",
            "LAJUR_OIDC_CLIENT_SECRET": "sangat rahasia",
            "LAJUR_OIDC_GROUPS": "dinas-op=operator, dinas-ka=kadis",
        }
    )
    assert settings.oidc_mapping == {"dinas-op": "operator", "dinas-ka": "kadis"}
    assert "rahasia" not in repr(settings)
    local = Settings.from_environment({"LAJUR_OIDC_ISSUER": "http://127.0.0.1:9/x", "LAJUR_OIDC_CLIENT_ID": "lajur"})
    assert local.oidc_mapping == {}
    with pytest.raises(BadSetting):
        _ = Settings(oidc_groups="operator").oidc_mapping
