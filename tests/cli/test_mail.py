"""How an installation sends its e-mails, and where those of the demo go."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.notices import mailbox
from app.connectors.mail_files import FileMail
from app.connectors.mail_smtp import SmtpMail
from app.settings import BadSetting, Settings
from app.wiring import mail_for, open_for_business, open_office


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def test_e_mail_goes_by_smtp_in_the_demo_into_files_and_else_nowhere(settings: Settings) -> None:
    smtp = replace(settings, smtp_url="smtp://mail.example", mail_from="lajur@dinas.example")
    assert isinstance(mail_for(smtp), SmtpMail)
    assert isinstance(mail_for(replace(smtp, demo=True)), SmtpMail)
    assert isinstance(mail_for(replace(settings, demo=True)), FileMail)
    assert mail_for(settings) is None


def test_a_wrong_address_is_told_with_the_name_of_its_setting(settings: Settings) -> None:
    with pytest.raises(BadSetting, match=r"LAJUR_SMTP_URL: An SMTP address reads like"):
        mail_for(replace(settings, smtp_url="mail.example", mail_from="lajur@dinas.example"))


def test_people_of_the_demo_have_an_address(settings: Settings) -> None:
    settings = replace(settings, demo=True)
    office = open_office(settings)
    open_for_business(office, settings)
    with office.store.reading() as reader:
        person = reader.user_by_login("pemohon")
    assert person
    assert mailbox(office, person).address == "pemohon@contoh.example"
    office.store.close()
