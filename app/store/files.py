"""Who needs a file of the vault."""

import sqlalchemy as sa

from app.store.document_tables import IS_FILED, IS_SIGNED, document
from app.store.job_tables import HAS_FILE, job
from app.store.service_tables import complaint_file
from app.store.session import Session
from app.store.tables import Digest, attachment

_DIGEST = sa.bindparam("digest", type_=Digest)
_USES = sa.select(
    *(
        sa.select(sa.func.count()).where(*where).scalar_subquery()
        for where in (
            (attachment.c.digest == _DIGEST,),
            (complaint_file.c.digest == _DIGEST,),
            (HAS_FILE, job.c.file_digest == _DIGEST),
            (IS_FILED, document.c.filed == _DIGEST),
            (IS_SIGNED, document.c.signed == _DIGEST),
        )
    )
)


class Files(Session):
    """See `app.ports.Reader` for what each method promises."""

    def file_uses(self, digest: str) -> int:
        return sum(self.run(_USES, {"digest": bytes.fromhex(digest)}).one())
