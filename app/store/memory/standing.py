"""Posts and absences, second factors, one-time links and OpenID subjects in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.model.people import Absence, PasswordLink, Post, SecondFactor, User
from app.store.memory.shelf import View


class Standings(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def people(self, text: str = "", *, after: int = 0, limit: int = 50) -> Sequence[User]:
        return [user for user in self._users() if user.id > after and _is_about(user, text)][:limit]

    def members(self, group: str) -> Sequence[User]:
        return [user for user in self._users() if user.active and group in user.groups]

    def posts(self, user_id: int) -> Sequence[Post]:
        return [post for post in self._posts() if post.user == user_id]

    def acting_posts(self, day: date) -> Sequence[Post]:
        return [post for post in self._posts() if post.acting_for and post.is_held(day)]

    def absences(self, user_id: int) -> Sequence[Absence]:
        return [absence for absence in self._absences() if absence.user == user_id]

    def absences_on(self, day: date) -> Sequence[Absence]:
        return [absence for absence in self._absences() if absence.covers(day)]

    def second_factor(self, user_id: int) -> SecondFactor | None:
        return self._shelf.second_factors.get(user_id)

    def password_link(self, digest: str) -> PasswordLink | None:
        return next((link for link in self._shelf.password_links.values() if link.digest == digest), None)

    def user_by_subject(self, issuer: str, subject: str) -> User | None:
        return self._shelf.users.get(self._shelf.subjects.get((issuer, subject), 0))

    def subject_of(self, user_id: int, issuer: str) -> str | None:
        known = self._shelf.subjects.items()
        return next((subject for (vouching, subject), user in known if (vouching, user) == (issuer, user_id)), None)

    def save_post(self, post: Post) -> None:
        kept = post if post.id else replace(post, id=self.next_number("post.id", 0))
        self._shelf.posts[kept.id] = kept

    def remove_post(self, post_id: int) -> None:
        self._shelf.posts.pop(post_id, None)

    def save_absence(self, absence: Absence) -> None:
        kept = absence if absence.id else replace(absence, id=self.next_number("absence.id", 0))
        self._shelf.absences[kept.id] = kept

    def remove_absence(self, absence_id: int) -> None:
        self._shelf.absences.pop(absence_id, None)

    def save_second_factor(self, factor: SecondFactor) -> None:
        self._shelf.second_factors[factor.user] = factor

    def remove_second_factor(self, user_id: int) -> None:
        self._shelf.second_factors.pop(user_id, None)

    def save_password_link(self, link: PasswordLink) -> None:
        self._shelf.password_links[link.user] = link

    def remove_password_link(self, user_id: int) -> None:
        self._shelf.password_links.pop(user_id, None)

    def add_subject(self, issuer: str, subject: str, user_id: int) -> None:
        if (issuer, subject) in self._shelf.subjects or self.subject_of(user_id, issuer) is not None:
            raise self.conflict()
        self._shelf.subjects[issuer, subject] = user_id

    def _users(self) -> list[User]:
        return [user for _, user in sorted(self._shelf.users.items())]

    def _posts(self) -> list[Post]:
        return sorted(self._shelf.posts.values(), key=lambda post: (post.begins, post.id))

    def _absences(self) -> list[Absence]:
        return sorted(self._shelf.absences.values(), key=lambda absence: (absence.begins, absence.id))


def _is_about(user: User, text: str) -> bool:
    return any(text.lower() in known.lower() for known in (user.login, user.name))
