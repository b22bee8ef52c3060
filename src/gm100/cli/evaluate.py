"""
`gm100 evaluate`: recompute an evaluation and compare it with what was published.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._given import card_of, region_of
from gm100.cli._output import remark, say, show
from gm100.cli._tables import table_of
from gm100.model import Evaluation
from gm100.scoring import Ranking, rank
from gm100.text.words import words_of

COLUMNS = ("rank", "code", "region", "index", "published", "match")


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    given = table_of(args, args.table, card_of(args.scorecard) if args.scorecard else None)
    says = words_of("evaluate", args.lang)
    rows = given.among(args.among)
    for each in given.rows if args.table is not None else ():
        if isinstance(each, Evaluation) and each.participated and not any(s.value for s in each.scores):
            remark(says["all_zero"].format(name=each.name, code=each.region))
    ranking = rank(rows, given.card)
    own = {each.region if isinstance(each, Evaluation) else str(each["code"]) for each in given.rows}
    if args.explain:
        code = args.explain if args.explain in ranking.scores.units else region_of(args.explain, args.lang).code
        say(ranking[code].explain(lang=args.lang))
    else:
        shown = [{**row, **given.kept.get(str(row["code"]), {})} for row in ranking.to_rows() if row["code"] in own]
        _show(args, ranking, shown, {code: read.text for code, read in given.corrected.items()}, own)
        closing = _closing(ranking, own, says)
        closing += [says["among"].format(count=len(ranking))] if len(rows) > len(own) else []
        (say if args.format == "table" else remark)("\n".join(closing))
    return 0 if ranking.reproduced == ranking.comparable else 1


def _show(
    args: SimpleNamespace, ranking: Ranking, rows: list[dict[str, Any]], read: dict[str, str], own: set[str]
) -> None:
    names = (*COLUMNS, *(name for name in (rows[0] if rows else ()) if name not in COLUMNS))
    if read:
        rows = [row | {"text_read": read.get(str(row["code"]))} for row in rows]
        names = (*names, "text_read") if args.format == "csv" else names
    show(
        args,
        "evaluation",
        rows,
        names,
        as_of=ranking.scores.scorecard.edition,
        scorecard=ranking.scores.scorecard.id,
        ranked=len(ranking),
        comparable=ranking.comparable,
        reproduced=ranking.reproduced,
        absent=[{"code": place.unit, "region": place.name} for place in ranking.unranked if place.unit in own],
        corrected=[{"text": text, "code": code} for code, text in read.items()],
    )
    if args.format == "table":
        say("\n")


def _closing(ranking: Ranking, own: set[str], says: Any) -> list[str]:
    lines = []
    absent = [place.name or place.unit for place in ranking.unranked if place.unit in own]
    if absent:
        lines.append(says["absent"].format(count=len(absent), names=", ".join(absent)))
    if ranking.comparable:
        lines.append(says["reproduced"].format(reproduced=ranking.reproduced, comparable=ranking.comparable))
    else:
        lines.append(says["nothing_to_compare"].format(count=len(own & set(ranking.scores.units)) - len(absent)))
    return lines
