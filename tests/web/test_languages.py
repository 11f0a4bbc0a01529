"""Indonesian first, English at a click; nothing is left untranslated by accident."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask, session

from app.feel import evaluate
from app.feel.errors import FeelError
from app.model.errors import AlreadyClaimed, LajurError, StepFailed
from app.web.extraction import errors
from app.web.shared.languages import gettext, sentence

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "app/web/translations/id/LC_MESSAGES"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (MESSAGES / "messages.po").open("rb") as file:
        return read_po(file, locale="id")


def wanted() -> set[str]:
    """All sentences that the code and the templates hold."""
    with (ROOT / "app/web/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    found = extract_from_dir(ROOT, methods, options, keywords=keywords, strip_comment_tags=False)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def said(catalogue: Catalog) -> set[str]:
    return {message.id[0] if message.pluralizable else message.id for message in catalogue if message.id}


def test_every_sentence_has_its_indonesian(catalogue: Catalog) -> None:
    ours = {name for name in errors() if name not in {"LajurError", "FeelError"}}
    assert {"Forbidden", "AlreadyDone", "UnsupportedFile", "UnknownVariable"} <= ours
    assert not [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)]
    assert all(all(message.string) for message in catalogue if message.pluralizable)


def test_the_catalogue_holds_what_the_code_says_and_no_more(catalogue: Catalog) -> None:
    assert wanted() == said(catalogue)


def test_named_places_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    for message in catalogue:
        for error in message.check(catalogue):
            pytest.fail(f"{message.id}: {error}")


def test_the_compiled_catalogue_is_the_written_one(catalogue: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    with (MESSAGES / "messages.mo").open("rb") as file:
        kept = read_mo(file)
    compiled.seek(0)
    fresh = read_mo(compiled)
    assert {str(m.id): m.string for m in kept} == {str(m.id): m.string for m in fresh}


def test_a_page_speaks_indonesian_until_another_language_is_chosen(visitor) -> None:
    person = visitor()
    page = person.get("/masuk").text
    assert '<html lang="id">' in page
    assert "Kata sandi" in page
    person.post("/bahasa/en", next="/masuk")
    page = person.get("/masuk").text
    assert '<html lang="en">' in page
    assert "Password" in page


def test_the_language_stays_through_sign_in_and_sign_out(visitor) -> None:
    person = visitor()
    person.get("/masuk")
    person.post("/bahasa/en")
    person.sign_in("operator")
    assert "Inbox" in person.get("/").text
    person.post("/keluar")
    assert "Password" in person.get("/masuk").text


def test_one_comes_back_to_the_page_one_was_on(come) -> None:
    person = come("operator")
    assert 'name="next" value="/permohonan?q=x"' in person.get("/permohonan?q=x").text
    assert person.post("/bahasa/en", next="/permohonan?q=x").headers["Location"] == "/permohonan?q=x"


def test_there_is_no_third_language(come) -> None:
    assert come("operator").post("/bahasa/fr").status_code == 404


def test_the_texts_of_the_sop_are_english_where_it_has_english(walk, come) -> None:
    walk.start()
    person = come("pemohon")
    person.post("/bahasa/en")
    page = person.get(f"/permohonan/{walk.number}").text
    assert "Small Permit" in page
    assert "Applying for the permit" in page
    assert "Withdrawal of the application" in page
    assert "is waiting for Applicant" in page


@contextmanager
def speaking(app: Flask, locale: str) -> Iterator[None]:
    """A request of somebody who reads this language."""
    with app.test_request_context("/"):
        session["locale"] = locale
        yield


@pytest.mark.parametrize(
    ("locale", "words"), [("id", "Contoh sudah mengambil tugas ini."), ("en", "Contoh has claimed this task.")]
)
def test_an_error_speaks_the_language_of_its_reader(app: Flask, locale: str, words: str) -> None:
    with speaking(app, locale):
        assert sentence(AlreadyClaimed(name="Contoh")) == words


def test_an_error_inside_an_error_is_translated_as_well(app: Flask) -> None:
    with pytest.raises(FeelError) as caught:
        evaluate("nilai > 3", {})
    with speaking(app, "id"):
        words = sentence(StepFailed("periksa", caught.value))
    assert words.startswith("Proses tidak dapat berlanjut pada periksa: Ungkapan nilai > 3 memerlukan nilai")


def test_a_fact_may_bring_its_english_along(app: Flask) -> None:
    error = LajurError("{message}", message="NIB 13 angka.", message_en="NIB has 13 digits.")
    for locale, words in (("id", "NIB 13 angka."), ("en", "NIB has 13 digits.")):
        with speaking(app, locale):
            assert sentence(error) == words


def test_foreign_text_is_never_taken_for_a_sentence_with_places(app: Flask) -> None:
    foreign = "{0.__class__} %(x)s"
    with speaking(app, "id"):
        assert sentence(AlreadyClaimed(name=foreign)) == f"{foreign} sudah mengambil tugas ini."
        assert gettext("100 %(x)s {y}") == "100 %(x)s {y}"
