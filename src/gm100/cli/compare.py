"""
`gm100 compare`: which values make the difference between two regions, or between two years of one.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._output import say, show, shown, word_for
from gm100.cli._parse import misused
from gm100.cli._tables import results_of
from gm100.errors import AmbiguousRegionError, UnknownIdError
from gm100.model import Scorecard
from gm100.reference import evaluations, regions, scorecards
from gm100.scoring import Comparison, compare, score
from gm100.text.words import words_of

COLUMNS = ("node", "before", "after", "points")


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if args.since is not None:
        (code,), scores = results_of(args, args.regions)
        (earlier, *_) = evaluations(region=code, year=args.since) or (None,)
        if earlier is None:
            raise UnknownIdError(f"published result of {args.since}", code)
        before = score([earlier], scorecards()[str(earlier.edition)])[0]
        show_comparison(args, compare(before, scores[code]), scores.scorecard)
        return 0
    one, other = _two(args.regions, args.lang)
    codes, scores = results_of(args, one, other)
    show_comparison(args, compare(*(scores[code] for code in codes)), scores.scorecard)
    return 0


def _two(text: str, lang: str) -> tuple[str, str]:
    """
    Return the two regions that words name: there must be one way alone to divide them.
    """
    words = text.split()
    pairs = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    found = [pair for pair in pairs if all(map(_is_region, pair))]
    if len(words) == len(("one", "other")) and not _is_region(text):
        return pairs[0]  # Resolving them says which is none.
    if len(found) != 1:
        raise misused(lang, "two_regions", got=text)
    return found[0]


def _is_region(text: str) -> bool:
    try:
        regions().resolve(text)
    except (AmbiguousRegionError, UnknownIdError):
        return False
    return True


def show_comparison(args: SimpleNamespace, found: Comparison, card: Scorecard, **beside: Any) -> None:
    """
    Write a comparison: a row for each value that carries something, then what definition and rounding add.
    """
    rows: list[dict[str, Any]] = [
        {"node": each.node, "before": each.before, "after": each.after, "points": each.points}
        for each in found.leaves
        if each.points
    ]
    head: dict[str, Any] = {
        "from": found.before.label,
        "to": found.after.label,
        "index_before": found.before.value,
        "index_after": found.after.value,
        "difference": found.difference,
        "definition": found.definition,
        "rounding": found.rounding,
    }
    if args.format != "table":
        show(args, "comparison", rows, COLUMNS, as_of=card.edition, scorecard=card.id, **head, **beside)
        return
    says = words_of("compare", args.lang)
    say(says["head"].format(**{key: shown(value, args.lang) for key, value in head.items()}))
    if beside:
        say(says["rank"].format(**beside))
    rest: list[dict[str, Any]] = [
        {"node": says[key], "points": head[key]} for key in ("definition", "rounding") if head[key]
    ]
    names: list[dict[str, Any]] = [{**row, "node": word_for(str(row["node"]), args.lang)} for row in rows]
    cut = [{**row, "points": round(row["points"], 4)} for row in (*names, *rest)]
    show(args, "comparison", cut, COLUMNS)
