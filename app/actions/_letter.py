"""The e-mail of notices: plain text, in the language of the person it goes to."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date

from app.model.notice import Mailbox, Notice, Topic, sentence
from app.model.people import User
from app.ports import Letter

#: Where the web shows a notice's task, case or proposal, and how people want to be told.
TASK = "/tugas/{work}"
CASE = "/permohonan/{number}"
PROPOSAL = "/studio/usulan/{proposal}"
CHOICES = "/pemberitahuan/pilihan"

WORDS: Mapping[str, tuple[str, str]] = {
    "subject": ("{number}: {sentence}", "{number}: {sentence}"),
    "daily": ("Ringkasan harian: {count} pemberitahuan", "Daily summary: {count} notices"),
    "greeting": ("Yth. {name},", "Dear {name},"),
    "case": ("Permohonan {number} {title}", "Case {number} {title}"),
    "sop": ("SOP {number}", "SOP {number}"),
    "open": ("Buka: {link}", "Open: {link}"),
    "foot": (
        "Surat ini dikirim otomatis oleh Lajur; mohon tidak dibalas.\nPilihan pemberitahuan: {link}",
        "This e-mail was sent automatically by Lajur; please do not reply.\nHow you are told: {link}",
    ),
}


def letter_of(notices: Sequence[Notice], person: User, mailbox: Mailbox, names: Mapping[str, str], url: str) -> Letter:
    """The e-mail for notices of one person that go together. `names` are those of people by login."""
    first, locale = notices[0], mailbox.locale
    said = [_sentence(each, locale, names) for each in notices]
    if first.daily:
        key, subject = f"daily/{person.id}/{first.id}", _say("daily", locale, count=len(notices))
    else:
        key = f"{first.key}/{person.id}"
        subject = _say("subject", locale, number=first.facts["number"], sentence=said[0])
    parts = [_say("greeting", locale, name=person.name)]
    parts += [_paragraph(each, words, locale, url) for each, words in zip(notices, said, strict=True)]
    parts += ["-- \n" + _say("foot", locale, link=url + CHOICES)]
    return Letter(key, mailbox.address, subject, "\n\n".join(parts) + "\n", locale)


def place(notice: Notice) -> str:
    """The page on which a notice's task, case or proposal stands."""
    if "proposal" in notice.facts:
        return PROPOSAL.format(proposal=notice.facts["proposal"])
    if notice.work is not None and notice.topic is not Topic.INCIDENT:
        return TASK.format(work=notice.work)
    return CASE.format(number=notice.facts["number"])


def _paragraph(notice: Notice, words: str, locale: str, url: str) -> str:
    what = "sop" if notice.instance is None else "case"
    about = _say(what, locale, number=notice.facts["number"], title=notice.facts.get("title", "")).strip()
    return "\n".join((words, about, _say("open", locale, link=url + place(notice))))


def _sentence(notice: Notice, locale: str, names: Mapping[str, str]) -> str:
    by = str(notice.facts.get("by", ""))
    facts = {**notice.facts, "who": names.get(by, by)}
    return sentence(facts, locale, lambda day: _day(day, locale))


def _day(day: date, locale: str) -> str:
    return format_date(day, "d MMMM yyyy", locale=locale)


def _say(what: str, locale: str, **places: object) -> str:
    return WORDS[what][locale == "en"].format_map(places)
