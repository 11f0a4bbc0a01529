"""Who is here today, and in whose place."""

from collections.abc import Sequence
from datetime import date

from app.actions._definitions import applicant_groups
from app.actions.days import today
from app.model.people import User, standings, with_standings
from app.ports import Office, Reader


def present(office: Office, user_id: int) -> User | None:
    """A person as he may work today: with the places he fills. None when there is nobody with this id."""
    with office.store.reading() as reader:
        user = reader.user(user_id)
        return standing_in(office, reader, user, today(office)) if user else None


def standing_in(office: Office, reader: Reader, user: User, day: date) -> User:
    """The person with the places he fills on a day. Nobody stands in for an applicant: his case is his alone."""
    absences, posts = reader.absences_on(day), reader.acting_posts(day)
    away = {absence.user for absence in absences if absence.deputy == user.id}
    if not away and all(post.user != user.id for post in posts):
        return user
    people = {person.id: person for person in map(reader.user, away) if person}
    found = standings(user, day, posts=posts, absences=absences, people=people)
    own = applicant_groups(office, reader)
    return with_standings(user, (standing for standing in found if standing.group not in own))


def workers(office: Office, reader: Reader, group: str, day: date) -> Sequence[User]:
    """Who can do the work of a group on a day: its members who are not away, and those who fill a place in it."""
    absences = reader.absences_on(day)
    away = {absence.user for absence in absences}
    members = [person for person in reader.members(group) if person.id not in away]
    ids = {absence.deputy for absence in absences} | {post.user for post in reader.acting_posts(day)}
    others = [reader.user(user_id) for user_id in sorted(user_id for user_id in ids if user_id)]
    placed = [standing_in(office, reader, person, day) for person in others if person]
    return [*members, *(person for person in placed if person.standing(group))]
