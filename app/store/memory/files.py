"""Who needs a file of the vault, in memory."""

from app.store.memory.shelf import View


class Files(View):
    """See `app.ports.Reader` for what each method promises."""

    def file_uses(self, digest: str) -> int:
        digests = [file.digest for file in self._shelf.attachments.values()]
        digests += [file.digest for file in self._shelf.complaint_files.values()]
        digests += [job.result.file.digest for job in self._shelf.jobs.values() if job.result.file]
        digests += [digest for it in self._shelf.documents.values() for digest in (it.filed, it.signed) if digest]
        return digests.count(digest)
