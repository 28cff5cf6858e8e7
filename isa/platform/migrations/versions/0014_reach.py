"""Which agencies an agreement for a purpose may bind: kept by triggers, so that a busy pair is found fast."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OF_PARTY = """
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT NEW.agency_id, code.code, NEW.agreement_id FROM agreement
JOIN agreement_code code ON code.row_id = agreement.row_id AND code.kind = 'purpose'
WHERE agreement.agreement_id = NEW.agreement_id ON CONFLICT DO NOTHING;
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT NEW.agency_id, type, agreement_id FROM agreement
WHERE agreement_id = NEW.agreement_id AND type = 'tier1_charter' ON CONFLICT DO NOTHING;
"""
_OF_CODE = """
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT party.agency_id, NEW.code, agreement.agreement_id FROM agreement
JOIN agreement_party party ON party.agreement_id = agreement.agreement_id
WHERE agreement.row_id = NEW.row_id ON CONFLICT DO NOTHING;
"""
_OF_CHARTER = """
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT agency_id, NEW.type, NEW.agreement_id FROM agreement_party
WHERE agreement_id = NEW.agreement_id ON CONFLICT DO NOTHING;
"""
_SO_FAR = (
    """
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT DISTINCT party.agency_id, code.code, party.agreement_id FROM agreement_party party
JOIN agreement ON agreement.agreement_id = party.agreement_id
JOIN agreement_code code ON code.row_id = agreement.row_id AND code.kind = 'purpose'
""",
    """
INSERT INTO agreement_reach (agency_id, code, agreement_id)
SELECT DISTINCT party.agency_id, agreement.type, party.agreement_id FROM agreement_party party
JOIN agreement ON agreement.agreement_id = party.agreement_id
WHERE agreement.type = 'tier1_charter'
""",
)
_TRIGGERS = {
    "agreement_party": ("agreement_reach_of_party", "", _OF_PARTY),
    "agreement_code": ("agreement_reach_of_code", "WHEN (NEW.kind = 'purpose')", _OF_CODE),
    "agreement": ("agreement_reach_of_charter", "WHEN (NEW.type = 'tier1_charter')", _OF_CHARTER),
}


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def upgrade() -> None:
    op.create_table(
        "agreement_reach",
        sa.Column("agency_id", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("agreement_id", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    for statement in _SO_FAR:
        op.execute(statement)
    for table, (name, condition, body) in _TRIGGERS.items():
        run = f"BEGIN {body} END"
        if _is_postgresql():
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body} RETURN NEW; END $$"
            )
            run = f"EXECUTE FUNCTION {name}()"
        op.execute(f"CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW {condition} {run}")


def downgrade() -> None:
    for table, (name, _condition, _body) in _TRIGGERS.items():
        if _is_postgresql():
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
        else:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_table("agreement_reach")
