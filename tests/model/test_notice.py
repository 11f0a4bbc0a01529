"""What notices say, in both languages."""

from string import Formatter

import pytest

from app.model.notice import SENTENCES, Mailbox, Topic, Way, sentence
from app.model.tracking import as_kept


def said(locale: str = "id", **facts: str) -> str:
    return sentence(facts, locale, lambda day: f"<{day:%d-%m}>")


def test_a_sentence_speaks_the_language_of_its_reader() -> None:
    facts = {"what": "work", "words": "Memeriksa", "words_en": "Checking"}
    assert said(**facts) == "Tugas baru: Memeriksa"
    assert said("en", **facts) == "New task: Checking"


def test_words_without_english_stay_as_they_are() -> None:
    assert said("en", what="work", words="Memeriksa") == "New task: Memeriksa"


def test_a_date_is_written_as_the_reader_writes_it() -> None:
    assert said(what="late", words="Memeriksa", due="2026-03-24") == "Lewat tenggat (<24-03>): Memeriksa"


def test_foreign_text_is_never_taken_for_a_sentence_with_places() -> None:
    assert said(what="case", words="{who} {0.__class__} %s") == "{who} {0.__class__} %s"


@pytest.mark.parametrize("what", SENTENCES)
def test_both_languages_have_the_same_places(what: str) -> None:
    indonesian, english = ({name for _, name, _, _ in Formatter().parse(text)} for text in SENTENCES[what])
    assert indonesian == english


def test_until_one_chooses_new_work_makes_no_e_mails() -> None:
    mailbox = Mailbox(ways={Topic.CASE: Way.OFF})
    assert mailbox.way(Topic.WORK) is Way.APP
    assert mailbox.way(Topic.CASE) is Way.OFF
    assert mailbox.way(Topic.MENTION) is Way.AT_ONCE


def test_a_tracking_code_may_be_typed_as_it_was_read_aloud() -> None:
    assert as_kept(" ab23-cd 45 ") == "AB23CD45"
