"""
How Alembic reaches the database and compares it with the tables in `store.py`.
"""

from __future__ import annotations

from alembic import context
from store import Base, engine

with engine().connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
