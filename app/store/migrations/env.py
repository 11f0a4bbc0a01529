"""Run by Alembic: migrations go through the connection, and the transaction, of `app.store.migrations.upgrade`."""

from alembic import context

from app.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
