"""Documents that wait for a signature are found by who is to sign them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    filed = sa.text("state = 'filed'")
    op.create_index("document_to_sign", "document", ["post", "id"], sqlite_where=filed, postgresql_where=filed)
