"""
A web service around gm100: names to codes, scores, checks, and uploads that are kept.

    pip install 'gm100[service]'
    cd examples/service
    alembic upgrade head
    uvicorn app:app --workers 4

What is wrong with a request is a 422 with one entry for each fault and the way to its place, as FastAPI itself answers.
The documentation under `/docs` names its components after the entities.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Form, HTTPException, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from store import Result, Upload, engine, results_of, store

import gm100
from gm100.serializers import FORMATS

app = FastAPI(title="gm100", version=gm100.__version__)


def session() -> Iterator[Session]:
    """
    Open a session for one request.
    """
    with Session(engine()) as opened:
        yield opened


Opened = Annotated[Session, Depends(session)]


class Names(BaseModel):
    """
    Names of regions as people write them.
    """

    names: list[str] = Field(max_length=10_000)
    on: date | None = None


class Table(BaseModel):
    """
    A table to be scored, by the id of a scorecard or your own scorecard.
    """

    model_config = ConfigDict(extra="forbid")

    scorecard: str | None = None
    definition: gm100.Scorecard | None = None
    rows: list[dict[str, Any]] = Field(min_length=1, max_length=100_000)


class Check(BaseModel):
    """
    A dossier to be checked as things stood on a day.
    """

    dossier: gm100.Dossier
    on: date
    book: str | None = None


class Place(BaseModel):
    """
    A place in the ranking of an upload.
    """

    rank: str
    code: str
    name: str | None
    index: str
    published: str | None


class Evaluated(BaseModel):
    """
    An upload with what came out.
    """

    key: str
    file: str
    scorecard: str
    ranking: list[Place]


class Stored(BaseModel):
    """
    A stored result.
    """

    model_config = ConfigDict(from_attributes=True)

    upload: str
    position: int
    evaluation: gm100.Evaluation


@app.exception_handler(gm100.Gm100Error)
async def refused(_: Request, error: gm100.Gm100Error) -> JSONResponse:
    """
    Answer what gm100 refuses: 404 for what is unknown by its name in the path, else 422 with one entry a fault.
    """
    issues = getattr(error, "issues", ()) or [gm100.Issue(_slug(type(error).__name__), str(error))]
    detail = [{"type": i.code, "loc": ["body", *_place(i)], "msg": i.message, "input": i.got} for i in issues]
    return JSONResponse({"detail": detail}, status_code=422)


@app.exception_handler(OperationalError)
async def unreachable(_: Request, __: OperationalError) -> JSONResponse:
    """
    Say that the database is away: nothing was stored, and the same request can be sent again.
    """
    detail = "the database cannot be reached; nothing was stored, send it again"
    return JSONResponse({"detail": detail}, status_code=503, headers={"Retry-After": "1"})


def _place(issue: gm100.Issue) -> list[str | int]:
    return [*(() if issue.line is None else (f"line {issue.line}",)), *issue.path]


def _slug(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name.removesuffix("Error")).strip("-")


@app.get("/health")
def health(opened: Opened) -> dict[str, int]:
    """
    Say how many uploads there are, which asks the database.
    """
    return {"uploads": opened.query(Upload).count()}


@app.get("/resolve")
def resolve(name: str, on: date | None = None) -> gm100.Resolution:
    """
    Say which region a name means; where it fits several or none, the answer says so.
    """
    return gm100.regions().match(name, on=on)


@app.post("/resolve")
def resolve_all(given: Names) -> list[gm100.Resolution]:
    """
    Say which regions many names mean.
    """
    return list(gm100.regions().resolve_all(given.names, on=given.on))


@app.post("/score")
def score(table: Table) -> list[gm100.ScoreResult]:
    """
    Score a table; each result has the whole way to its index.
    """
    return list(gm100.score(table.rows, table.definition or table.scorecard or ""))


@app.post("/score/explain")
def explain_score(table: Table) -> dict[str, str]:
    """
    Return the calculation of each unit as a person reads it.
    """
    found = gm100.score(table.rows, table.definition or table.scorecard or "")
    return {result.unit: result.explain() for result in found}


@app.get("/explain/{rule}")
def explain(rule: str, lang: str = "en") -> str:
    """
    Return what a rule asks, why, and where that is said.
    """
    try:
        return gm100.explain(rule, lang)
    except gm100.UnknownIdError as error:
        raise HTTPException(404, str(error)) from None


@app.get("/status")
def status(region: str, on: date | None = None) -> gm100.RegionStatus:
    """
    Say what is known of a region, and what is due.
    """
    return gm100.status(region, on=on)


@app.post("/check")
def check(given: Check) -> gm100.Report:
    """
    Check a dossier against the rules of a cohort.
    """
    return gm100.check(given.dossier, on=given.on, book=given.book)


@app.post("/evaluate", status_code=201)
async def evaluate(
    file: UploadFile,
    scorecard: Annotated[str, Form()],
    key: Annotated[str, Form(min_length=1, max_length=64)],
    opened: Opened,
) -> Evaluated:
    """
    Read a file of evaluations, score it, keep it, and return the ranking.

    The key is the client's: an upload that is sent once more, because no answer came, is stored once.
    """
    data, name = await file.read(), file.filename or "upload.json"
    return await run_in_threadpool(_evaluated, data, name, scorecard, key, opened)


def _evaluated(data: bytes, name: str, scorecard: str, key: str, opened: Session) -> Evaluated:
    format_ = FORMATS.of(Path(name)).name
    items = gm100.loads(data, tuple[gm100.Evaluation, ...], format=format_, document=name)
    ranking = gm100.rank(items, scorecard)
    results = [Result(position=n, region=each.region, evaluation=each) for n, each in enumerate(items)]
    stored = store(opened, Upload(key=key, scorecard=scorecard, file=name, results=results))
    if [each.evaluation for each in stored.results] != list(items):
        raise HTTPException(409, f"the key {key} belongs to another upload, {stored.file}")
    places = [
        Place(
            rank=f"{place.rank:f}",
            code=place.unit,
            name=place.name,
            index=f"{place.index:f}",
            published=None if place.published is None else f"{place.published:f}",
        )
        for place in ranking
    ]
    return Evaluated(key=stored.key, file=stored.file, scorecard=stored.scorecard, ranking=places)


@app.get("/results")
def results(
    opened: Opened, region: str | None = None, year: Annotated[int | None, Query(ge=2017, le=2100)] = None
) -> list[Stored]:
    """
    Return what is stored, of a region and a year where they are given.
    """
    return [Stored.model_validate(each) for each in results_of(opened, region, year)]
