"""What advice a person last saw, kept with the draft."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("advice_token", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("draft", "advice_token")
