"""
A server of the Model Context Protocol: what gm100 knows and computes, each answer with source, grade and date.

    pip install gm100 'mcp>=2'
    python examples/agents/server.py

An agent starts it and talks over its standard streams. What cannot be answered is an error that says what to do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import gm100
from gm100 import Evidence, Source

server: Final = MCPServer(
    "gm100",
    instructions="Figures of the Gerakan Menuju 100 Smart City. Pass on source, grade and date with each answer.",
)
(CODES,) = gm100.rule_of("GM100-RECORD-001").sources


def tool(function: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """
    Offer a function; what gm100 refuses, the agent reads as it was said.
    """

    @wraps(function)
    def answered(*args: Any, **given: Any) -> dict[str, Any]:
        try:
            return function(*args, **given)
        except gm100.Gm100Error as error:
            raise ToolError(str(error)) from error

    return server.tool()(answered)


def answer(found: Any, sources: Iterable[Source], date: Any, grade: Evidence | str | None = None) -> dict[str, Any]:
    """
    Return what was found with its sources, the best grade among them and the date.
    """
    listed = list(dict.fromkeys(sources))
    best = min((each.evidence for each in listed if each.evidence), key=list(Evidence).index, default=None)
    return {
        "answer": json.loads(json.dumps(found, default=str)),
        "sources": [
            {"title": s.title, "number": s.number, "address": s.address, "grade": s.evidence and str(s.evidence)}
            for s in listed
        ],
        "grade": str(grade or best or "no source seen"),
        "date": str(date),
    }


@tool
def resolve(name: str) -> dict[str, Any]:
    """Tell which region a name or a code means, or what it may mean. The date is the year of the list of codes."""
    return answer(gm100.regions().match(name).to_row(), [CODES], str(CODES.number)[-4:])


@tool
def status(region: str, on: str | None = None) -> dict[str, Any]:
    """Tell what is known of a region: membership, step, published results with rank, what is due, what is not known."""
    found = gm100.status(region, on=on)
    results = [
        {"year": each.year, "index": each.index, "rank": each.rank, "of": each.of, "change": each.change}
        for each in found.results
    ]
    return answer({**found.to_row(), "results": results, "text": found.text()}, found.sources, found.on)


@tool
def score(scorecard: str, values: dict[str, Any], on: str | None = None) -> dict[str, Any]:
    """Compute index, band and the way to them from values of indicators; with `on`, whether the card was in force."""
    card = gm100.scorecards()[scorecard]
    scores = gm100.score([{"code": "unit", **values}], card, on=on)
    result = scores["unit"]
    found = {"index": result.value, "band": result.band, "remarks": scores.remarks, "way": result.explain()}
    held = f"{card.effective_from or 'not known'} to {card.effective_until or 'not known'}"
    return answer(found, [card.source] if card.source else [], on or held, card.evidence)


@tool
def explain(rule: str) -> dict[str, Any]:
    """Tell what a rule such as GM100-MOU-002 asks, why, since when, and where that is said."""
    found = gm100.rule_of(rule)
    days = f"{found.effective_from or 'every edition'} to {found.effective_until or 'now'}"
    return answer(found.explain(), found.sources, days)


@tool
def check(region: str, on: str) -> dict[str, Any]:
    """List which rules of its cohort are broken by what is known of a region, as of a day."""
    found = gm100.check(gm100.dossiers()[gm100.regions().resolve(region).code], on=on)
    rows = [row for row in found.to_rows() if row["outcome"] == "broken"]
    return answer({"broken": rows}, [source for each in found.broken for source in each.sources], on)


@tool
def verify(region: str, year: int | None = None, index: str | None = None, cohort: int | None = None) -> dict[str, Any]:
    """Tell whether a claim about a region is confirmed, contradicted (with the figure that is held) or unknown."""
    found = gm100.verify(region=region, year=year, index=index, cohort=cohort)
    rows = [each.to_row() for each in found]
    return answer(rows, [s for each in found for s in each.sources], year or cohort, found[0].evidence)


@tool
def needed(region: str, scorecard: str, index: float | None = None, rank: int | None = None) -> dict[str, Any]:
    """Find the least changes with which a region reaches an index or a rank in the results published by a scorecard."""
    results = gm100.evaluations(scorecard=scorecard)
    code = gm100.regions().resolve(region).code
    found = gm100.needed_for(gm100.score(results, scorecard), code, index=index, rank=rank)
    own = [each.source for each in results if each.region == code and each.source]
    return answer({"rows": found.to_rows(), "text": str(found)}, own, results[0].year)


if __name__ == "__main__":
    server.run()
