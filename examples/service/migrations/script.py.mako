"""
${message}.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from gm100.adapters.sqlalchemy import EntityType

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """
    Bring the tables up to this revision.
    """
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """
    Bring them back to the one before.
    """
    ${downgrades if downgrades else "pass"}
