"""From when on a user has to have signed in: whoever moves to another agency signs in anew."""

import sqlalchemy as sa
from alembic import op

from isa.platform.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("app_user", sa.Column("sign_in_after", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("app_user", "sign_in_after")
