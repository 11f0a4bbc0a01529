"""Working copies of the studio in memory."""

from collections.abc import Sequence
from dataclasses import replace

from app.model.bundle import Bundle
from app.model.studio import CopyState, WorkingCopy
from app.store.memory.shelf import View


class Studio(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def working_copy(self, copy_id: int) -> WorkingCopy | None:
        return self._shelf.working_copies.get(copy_id)

    def hold_working_copy(self, copy_id: int) -> WorkingCopy | None:
        return self.working_copy(copy_id)

    def working_copies(self, sop: str | None = None) -> Sequence[WorkingCopy]:
        known = self._shelf.working_copies.values()
        found = [copy for copy in known if copy.state is CopyState.OPEN and sop in (None, copy.sop)]
        return sorted(found, key=lambda copy: (copy.saved_at, copy.id), reverse=True)

    def working_bundle(self, copy_id: int) -> Bundle | None:
        return self._shelf.working_bundles.get(copy_id)

    def add_working_copy(self, copy: WorkingCopy, bundle: Bundle) -> WorkingCopy:
        kept = replace(copy, id=self.next_number("working_copy.id", 0))
        self._shelf.working_copies[kept.id] = kept
        self._shelf.working_bundles[kept.id] = bundle
        return kept

    def save_working_copy(self, copy: WorkingCopy) -> None:
        self._shelf.working_copies[copy.id] = copy

    def save_working_file(self, copy_id: int, path: str, data: bytes | None) -> None:
        files = {known: kept for known, kept in self._shelf.working_bundles[copy_id].files.items() if known != path}
        if data is not None:
            files[path] = data
        self._shelf.working_bundles[copy_id] = Bundle(dict(sorted(files.items())))
