"""Runs the migrations on the connection that ``migreer`` hands over, in its transaction."""

from alembic import context

from regio.opslag import scenarios_tabellen
from regio.opslag.model import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[metadata, scenarios_tabellen.metadata],
    # On both databases a migration happens whole or not at all.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
