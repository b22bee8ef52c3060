"""
The database of the service: uploads, and the results in each, as documents that later versions read.

SQLite is built in and the default. With `GM100_DATABASE=postgresql+psycopg://user@host/name` it is PostgreSQL.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

import gm100
from gm100.adapters.sqlalchemy import EntityType

SQLITE = "sqlite:///gm100.sqlite"


def address() -> str:
    """
    Return the address of the database, from the environment.
    """
    return os.environ.get("GM100_DATABASE", SQLITE)


class Base(DeclarativeBase):
    """
    The tables; `alembic upgrade head` makes them.
    """


class Upload(Base):
    """
    A file that somebody uploaded; its key is chosen by the client, so that an upload can be tried again.
    """

    __tablename__ = "uploads"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    scorecard: Mapped[str]
    file: Mapped[str]
    received: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC).replace(tzinfo=None))
    results: Mapped[list[Result]] = relationship(order_by="Result.position", cascade="all, delete-orphan")


class Result(Base):
    """
    One result of an upload.
    """

    __tablename__ = "results"

    upload: Mapped[str] = mapped_column(sa.ForeignKey("uploads.key", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(sa.String(5), index=True)
    evaluation: Mapped[gm100.Evaluation] = mapped_column(EntityType(gm100.Evaluation))


@cache
def engine() -> sa.Engine:
    """
    Return the engine; a connection that the database has closed is replaced before it is used.
    """
    made = sa.create_engine(address(), pool_pre_ping=True)
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _wait_for_others)
    return made


def _wait_for_others(connection: Any, _: Any) -> None:
    """
    Let several workers share the file: readers do not wait for a writer, and a writer waits for the one before.
    """
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA foreign_keys=ON")


def store(session: Session, upload: Upload) -> Upload:
    """
    Store an upload as a whole, or return the one of its key that is stored already.
    """
    try:
        session.add(upload)
        session.commit()
    except sa.exc.IntegrityError:  # The same upload once more, perhaps at the same moment by another worker.
        session.rollback()
        there = session.get(Upload, upload.key)
        if there is None:
            raise
        return there
    return upload


def results_of(session: Session, region: str | None = None, year: int | None = None) -> list[Result]:
    """
    Return what is stored on a region, in a year; the year is looked up within the documents.
    """
    query = sa.select(Result).order_by(Result.upload, Result.position)
    if region is not None:
        query = query.where(Result.region == region)
    if year is not None:
        query = query.where(Result.evaluation["item"]["year"].as_integer() == year)
    return list(session.scalars(query))
