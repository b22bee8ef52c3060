"""
Entities in columns of PostgreSQL, where documents are JSONB.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from services import postgres, postgres_programs
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import gm100
from gm100.adapters.sqlalchemy import EntityType

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(postgres_programs() is None, reason="PostgreSQL is not installed"),
]

RESULTS = gm100.evaluations(year=2023)[:6]


class Base(DeclarativeBase):
    """The tables of these tests."""


class Row(Base):
    """A result, and perhaps a report."""

    __tablename__ = "rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    score: Mapped[gm100.Evaluation] = mapped_column(EntityType(gm100.Evaluation))
    report: Mapped[gm100.Report | None] = mapped_column(EntityType(gm100.Report))


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A session on a database with some rows."""
    with postgres() as database:
        engine = sa.create_engine(database.address)
        Base.metadata.create_all(engine)
        with Session(engine) as opened:
            opened.add_all(Row(score=each) for each in RESULTS)
            opened.commit()
            yield opened
        engine.dispose()


class TestJsonb:
    def test_it_comes_back_equal(self, session: Any) -> None:
        """What is read is what was written, and the column is JSONB."""
        assert tuple(session.scalars(sa.select(Row.score).order_by(Row.id))) == RESULTS
        assert session.scalar(sa.text("SELECT pg_typeof(score)::text FROM rows LIMIT 1")) == "jsonb"

    def test_entities_are_compared(self, session: Any) -> None:
        """A column equals an entity, whatever the order of keys in its document."""
        found = session.scalars(sa.select(Row).where(Row.score == RESULTS[2])).all()
        assert [each.score for each in found] == [RESULTS[2]]
        assert session.scalar(sa.select(sa.func.count()).where(Row.score != RESULTS[2])) == len(RESULTS) - 1

    def test_nothing_is_null(self, session: Any) -> None:
        """What was not set is NULL, and found as such."""
        assert session.scalar(sa.select(sa.func.count()).where(Row.report.is_(None))) == len(RESULTS)

    def test_queries_go_into_the_document(self, session: Any) -> None:
        """By a path, by what a document contains, and by the value of a score."""
        item = Row.score["item"]
        year = sa.select(sa.func.count()).where(item["year"].as_integer() == 2023)
        assert session.scalar(year) == len(RESULTS)
        part = {"item": {"region": RESULTS[3].region}}
        inside = sa.select(Row).where(sa.type_coerce(Row.score, sa.dialects.postgresql.JSONB).contains(part))
        assert [each.score for each in session.scalars(inside)] == [RESULTS[3]]
        path = sa.cast('$.item.scores[*] ? (@.dimension == "output").value', sa.dialects.postgresql.JSONPATH)
        output = sa.func.jsonb_path_query_first(Row.score, path)
        values = dict(session.execute(sa.select(item["region"].as_string(), output)).all())
        expected = {e.region: str(s.value) for e in RESULTS for s in e.scores if s.dimension == "output"}
        assert {region: value for region, value in values.items() if value is not None} == expected
