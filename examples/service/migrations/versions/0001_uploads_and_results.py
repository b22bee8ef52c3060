"""
Uploads and results.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gm100.adapters.sqlalchemy import EntityType

revision = "0001"
down_revision = None


def upgrade() -> None:
    """
    Make the two tables.
    """
    op.create_table(
        "uploads",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("scorecard", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("received", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "results",
        sa.Column("upload", sa.String(64), sa.ForeignKey("uploads.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("region", sa.String(5), nullable=False),
        sa.Column("evaluation", EntityType("Evaluation"), nullable=False),
    )
    op.create_index("ix_results_region", "results", ["region"])


def downgrade() -> None:
    """
    Drop them.
    """
    op.drop_table("results")
    op.drop_table("uploads")
