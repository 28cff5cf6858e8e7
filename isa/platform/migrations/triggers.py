"""Triggers in both engines' words. They stop mistakes and careless code, not the table's owner."""

from alembic import op


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def refuse(name: str, table: str, event: str, message: str, *, when: str = "") -> None:
    """Refuse ``event`` (UPDATE or DELETE) on ``table``, always or when the SQL condition holds.

    ``when`` speaks of OLD and NEW and must be plain SQL both engines understand.
    """
    condition = f"WHEN ({when})" if when else ""
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} "
            f"EXECUTE FUNCTION {name}_refuse()"
        )
        return
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def drop(name: str, table: str) -> None:
    """Take a trigger away again (round-trip tests only)."""
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}_refuse()")
        return
    op.execute(f"DROP TRIGGER {name}")


def append_only(table: str) -> None:
    """Refuse every update and every delete of a table's rows."""
    refuse(f"{table}_no_update", table, "UPDATE", f"{table} is append-only")
    refuse(f"{table}_no_delete", table, "DELETE", f"{table} is append-only")


def drop_append_only(table: str) -> None:
    """Undo ``append_only``."""
    drop(f"{table}_no_update", table)
    drop(f"{table}_no_delete", table)
