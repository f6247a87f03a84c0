"""What a request to move a border leads to is kept with it, as it was worked out when it was handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A request from before has no effects with it."""
    op.add_column("verzoek", sa.Column("gevolgen", sa.Text(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Without the effects."""
    op.drop_column("verzoek", "gevolgen")
