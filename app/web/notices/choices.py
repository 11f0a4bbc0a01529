"""How a person wants to be told: address, language, and a way for each topic."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.notices import LOCALES, mailbox, save_mailbox, topics_of
from app.model.errors import LajurError
from app.model.notice import Mailbox, Topic, Way
from app.web.notices.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence
from app.web.shared.notices import notice
from app.web.shared.processes import newest

TOPICS = {
    Topic.CASE: lazy_gettext("My application has moved on"),
    Topic.WORK: lazy_gettext("New work for my groups"),
    Topic.REMINDER: lazy_gettext("Something of mine falls due or is late"),
    Topic.MENTION: lazy_gettext("A colleague mentions me"),
    Topic.MESSAGE: lazy_gettext("A message in a case"),
    Topic.INCIDENT: lazy_gettext("A case has stopped"),
    Topic.RELEASE: lazy_gettext("A change of an SOP waits for me, or mine was decided on"),
}
WAYS = {
    Way.AT_ONCE: lazy_gettext("Here, and by e-mail at once"),
    Way.DAILY: lazy_gettext("Here, and once a day by e-mail (07.00 on working days)"),
    Way.APP: lazy_gettext("Only here"),
    Way.OFF: lazy_gettext("Not at all"),
}


@room.get("/pemberitahuan/pilihan")
@entrance(SIGNED_IN)
def choices() -> ResponseReturnValue:
    return _page(mailbox(office(), user()))


@room.post("/pemberitahuan/pilihan")
@entrance(SIGNED_IN)
def choose() -> ResponseReturnValue:
    wanted = _wanted()
    try:
        save_mailbox(office(), wanted, by=user())
    except LajurError as error:
        return _page(wanted, sentence(error)), error.status
    notice(gettext("Your choice was kept."))
    return redirect(url_for("notices.choices"), 303)


def _wanted() -> Mailbox:
    """What was posted; what cannot be understood stays as it was."""
    before, given = mailbox(office(), user()), request.form
    ways = {topic: Way(given[topic]) for topic in _topics() if given.get(topic) in set(Way)}
    locale = given.get("locale", "")
    return Mailbox(
        given.get("address", "").strip(), locale if locale in LOCALES else before.locale, {**before.ways, **ways}
    )


def _page(shown: Mailbox, error: str = "") -> str:
    topics = [(topic, TOPICS[topic], shown.way(topic)) for topic in _topics()]
    return render_template(
        "notices/choices.html", shown=shown, topics=topics, ways=WAYS, error=error, posted=office().mail is not None
    )


def _topics() -> list[Topic]:
    sops = (definition.sop for definition in newest().values())
    applicants = {sop.applicant_group for sop in sops}
    return list(topics_of(user(), frozenset(group for group in applicants if group)))
