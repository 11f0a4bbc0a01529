"""Which facts name a file of the vault."""

from typing import Protocol


class FilesReader(Protocol):
    """Reads who needs a file."""

    def file_uses(self, digest: str) -> int:
        """How many attachments, files of complaints, results of jobs and documents are kept under this digest."""
