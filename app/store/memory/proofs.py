"""Reading for a verification, in memory. Nothing here can be unreadable: what is kept was never a row."""

from collections.abc import Collection, Mapping, Sequence

from app.model.dossier import Deployed, Dossier, Entry, Head
from app.model.event import microseconds
from app.ports.proofs import BEFORE_ALL
from app.store.memory.shelf import View


class Proofs(View):
    """See `app.ports.proofs` for what each method promises."""

    def id_of(self, number: str) -> int | None:
        return next((case.id for case in self._shelf.instances.values() if case.number == number), None)

    def dossiers(self, *, after: int = BEFORE_ALL, limit: int = 100) -> Sequence[Dossier]:
        ids = sorted(self._shelf.instances.keys() | self._shelf.events.keys())
        return [self._dossier(key) for key in ids if key > after][:limit]

    def entries(self, instance_id: int, *, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        events = [it for it in self._shelf.events.get(instance_id, ()) if it.number > after]
        return [
            Entry(
                it.number,
                microseconds(it.at),
                it.kind.value,
                it.actor,
                it.element,
                it.flow,
                it.payload,
                it.salt,
                it.payload_digest,
                it.digest,
            )
            for it in events[:limit]
        ]

    def heads(self, *, after: int = BEFORE_ALL, limit: int = 1000) -> Sequence[Head]:
        cases = [case for key, case in sorted(self._shelf.instances.items()) if key > after][:limit]
        return [Head(it.id, it.number, it.events, it.head, microseconds(it.started_at)) for it in cases]

    def digests_at(self, places: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], bytes]:
        return {
            (case, number): event.digest
            for case, number in places
            for event in self._shelf.events.get(case, ())
            if event.number == number
        }

    def deployed(self) -> Sequence[Deployed]:
        rows = [it for _, it in sorted(self._shelf.deployments.items())]
        return [Deployed(it.sop, it.version, it.digest, it.deployed_by, microseconds(it.deployed_at)) for it in rows]

    def numbers_given(self) -> Mapping[tuple[str, int], int]:
        return dict(self._shelf.series)

    def _dossier(self, key: int) -> Dossier:
        shelf = self._shelf
        case = shelf.instances.get(key)
        earlier = shelf.instances.get(case.linked_to or 0) if case else None
        return Dossier(
            id=key,
            number=case.number if case else None,
            case=case,
            linked_to=earlier.number if earlier else None,
            work=[it for _, it in sorted(shelf.work.items()) if it.instance == key],
            files=[it for _, it in sorted(shelf.attachments.items()) if it.instance == key],
            photos=[it for it in shelf.photos.values() if it.instance == key],
            messages=[it for _, it in sorted(shelf.messages.items()) if it.instance == key],
            comments=[it for _, it in sorted(shelf.comments.items()) if it.instance == key],
            logins={user.id: user.login for user in shelf.users.values()},
        )
