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


def refuse_delete_unless(table: str, message: str, condition: str) -> None:
    """Refuse to delete rows of ``table`` unless a SQL condition about OLD holds; it may look at other tables.

    Takes the place of ``<table>_no_delete`` and is dropped by that name.
    """
    name = f"{table}_no_delete"
    drop(name, table)
    if _is_postgresql():
        op.execute(
            f"CREATE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RETURN OLD; END IF; RAISE EXCEPTION '{message}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {name}_refuse()"
        )
        return
    op.execute(
        f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{message}') WHERE NOT ({condition}); END"
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


def closing_only(table: str, columns: tuple[str, ...]) -> None:
    """Refuse every delete, and every update but one: ``known_to`` from NULL to a version.

    ``columns`` are all the others: a row that is known is never edited, it is closed and replaced.
    """
    differs = "IS DISTINCT FROM" if _is_postgresql() else "IS NOT"
    changes = [f"OLD.{column} {differs} NEW.{column}" for column in columns]
    refuse(
        f"{table}_closing_only",
        table,
        "UPDATE",
        f"{table} rows are only closed, never edited",
        when=" OR ".join(["OLD.known_to IS NOT NULL", "NEW.known_to IS NULL", *changes]),
    )
    refuse(f"{table}_no_delete", table, "DELETE", f"{table} rows are never removed")


def drop_closing_only(table: str) -> None:
    """Undo ``closing_only``."""
    drop(f"{table}_closing_only", table)
    drop(f"{table}_no_delete", table)
