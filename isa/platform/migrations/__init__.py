"""Alembic migrations; forward-only once landed."""
