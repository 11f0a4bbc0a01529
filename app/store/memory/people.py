"""Users and definitions in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.event import microseconds
from app.model.people import User
from app.store.memory.shelf import View


class People(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def user(self, user_id: int) -> User | None:
        return self._shelf.users.get(user_id)

    def user_by_login(self, login: str) -> User | None:
        return next((user for user in self._shelf.users.values() if user.login == login), None)

    def users(self) -> Sequence[User]:
        return [user for _, user in sorted(self._shelf.users.items())]

    def users_among(self, ids: Iterable[int], logins: Iterable[str]) -> Sequence[User]:
        wanted, named = set(ids), set(logins)
        return [user for user in self.users() if user.id in wanted or user.login in named]

    def add_user(self, login: str, name: str, groups: Iterable[str], password: str) -> User:
        if self.user_by_login(login):
            raise self.conflict()
        user = User(self.next_number("app_user.id", 0), login, name, frozenset(groups), password)
        self._shelf.users[user.id] = user
        return user

    def save_user(self, user: User) -> None:
        self._shelf.users[user.id] = replace(user, standings=())

    def note_sign_in(self, login: str, at: datetime, *, ok: bool) -> None:
        self._shelf.sign_ins[self.next_number("sign_in_attempt.id", 0)] = (login, microseconds(at), ok)

    def forget_sign_ins(self, before: datetime) -> None:
        for key, (_, at, _) in list(self._shelf.sign_ins.items()):
            if at < microseconds(before):
                del self._shelf.sign_ins[key]

    def failed_sign_ins(self, login: str, since: datetime) -> int:
        failed = 0
        for tried, at, ok in self._shelf.sign_ins.values():
            if tried == login:
                failed = 0 if ok else failed + (at >= microseconds(since))
        return failed


class Definitions(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def bundle(self, digest: str) -> Bundle | None:
        return self._shelf.bundles.get(digest)

    def add_bundle(self, bundle: Bundle) -> None:
        self._shelf.bundles.setdefault(bundle.digest, Bundle(dict(sorted(bundle.files.items()))))

    def deployment(self, sop: str, version: int | None = None) -> Deployment | None:
        versions = [number for key, number in self._shelf.deployments if key == sop]
        return self._shelf.deployments.get((sop, version or max(versions, default=0)))

    def deployments(self) -> Sequence[Deployment]:
        return [deployment for _, deployment in sorted(self._shelf.deployments.items())]

    def add_deployment(self, deployment: Deployment) -> None:
        key = (deployment.sop, deployment.version)
        if key in self._shelf.deployments:
            raise self.conflict()
        self._shelf.deployments[key] = deployment
