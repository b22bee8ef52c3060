"""
The parts of a report that are about scores: standing, explanation, comparison, change, and the ranking itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any, Final, NamedTuple

from gm100.adapters.report._svg import Bar, Said, bars, radar, strip, top_of
from gm100.model.result import NodeScore, Ranked, ResultStatus, ScoreResult
from gm100.model.scorecard import Indicator, Node, Scale, Scorecard
from gm100.reference import cohort_of, members, regions
from gm100.render.html import Html, bar, element, joined, table
from gm100.render.page import facts, figure, scrolling
from gm100.render.values import number
from gm100.scoring import Ranking, improvement
from gm100.text.words import named, say, translated, words_of

SPOKES: Final = 3
"""With fewer dimensions there is no area to see."""

FEWEST: Final = 5
"""A median of fewer regions says little."""

TINY: Final = Decimal("1e-9")
"""Shares that have no end are cut off after twenty digits."""

FINE: Final = 4
"""Decimals of a number in a table; the whole of it is what `explain` shows."""

SUMS: Final = ("arithmetic", "sum")
"""Aggregators to which a dimension contributes its weight times its value."""

WIDE: Final = 6
"""With so many dimensions or more, a ranking is a wide table."""

MANY: Final = 7
"""With more dimensions, a ranking has no room for their names, nor for bars."""

ZERO: Final = Decimal(0)


def brief(value: Decimal | None, lang: str) -> str:
    """
    Return a number with four decimals where it has more.
    """
    long = value is not None and int(value.as_tuple().exponent) < -FINE
    return number(value, lang, FINE if long else None)


def standing(ranking: Ranking, result: ScoreResult, previous: ScoreResult | None, lang: str) -> Html:
    """
    Return index, rank and improvement of a region, and where it stands among all.
    """
    words = words_of("report", lang)
    if result.value is None:
        status = words["absent_status" if result.status is ResultStatus.ABSENT else "missing_status"]
        return element("p", words["no_index"].format(name=result.label, edition=result.scorecard, status=status))
    rank = number(ranking.rank_of(result.unit), lang)
    better = improvement(result, previous) if previous else None
    return joined(
        [
            facts(
                (
                    (words["index"], number(result.value, lang)),
                    (words["rank"], words["of"].format(rank=rank, count=len(ranking))),
                    (words["improvement"], number(better, lang, sign=True)),
                    (words["published"], number(result.published, lang)),
                    (words["band"], result.band or ""),
                )
            ),
            _strip(ranking, result, lang),
        ]
    )


def _strip(ranking: Ranking, own: ScoreResult | None, lang: str) -> Html:
    words = words_of("report", lang)
    values = [place.index for place in ranking if place.index is not None]
    low, high, middle = (number(v, lang, 2) for v in (min(values), max(values), median(values)))
    said = words["strip_text"].format(count=len(values), low=low, high=high, median=middle)
    name = (own.name or own.unit) if own else ""
    if own:
        said += " " + words["strip_own"].format(name=name, own=number(own.value, lang))
    mark = float(own.value) if own and own.value is not None else None
    top = _scale_end(ranking, [float(v) for v in values])
    drawn = strip(Said("strip", words["strip"], said), [float(v) for v in values], mark, name, top)
    return figure(drawn, words["strip"])


def _scale_end(ranking: Ranking, values: list[float]) -> float:
    """
    Return where the scale of a picture ends: that of the indicators where they share one and it holds the values.
    """
    ends = {float(i.scale.high) for i in ranking.scores.scorecard.indicators if i.scale is not None}
    return ends.pop() if len(ends) == 1 and max(values) <= max(ends) else top_of(values)


def explanation(card: Scorecard, result: ScoreResult, lang: str) -> Html:
    """
    Return how the index of one region is computed.
    """
    words = words_of("report", lang)
    if result.root is None or result.value is None:
        return Html("")
    heads = ("dimension", "score", "weight", "contribution", "left", "share", "remark")
    nodes = {node.id: node for node in card.walk()}
    rows = [_part_row(child, nodes, result.value, lang) for child in result.root.children]
    rows += _sum_rows(card, result.root, lang)
    caption = words["scores_caption" if card.root.aggregate.slug in SUMS else "carried_caption"]
    return scrolling(table([words[h] for h in heads], rows, "hrrrrll", caption=caption), words["scores"])


def _part_row(node: NodeScore, nodes: Mapping[str, Node], index: Decimal, lang: str) -> Sequence[object]:
    known = nodes.get(node.id)
    scale = known.scale if isinstance(known, Indicator) else None
    left = _left(node, scale)
    share = node.contribution / index if node.contribution is not None and index else None
    return (
        named(node.id, lang, node.name),
        brief(node.value, lang),
        brief(node.weight, lang),
        brief(node.contribution, lang),
        number(left, lang, 2),
        _share(share, lang),
        element("span", _remark(node, known, lang), class_="remark"),
    )


def _left(node: NodeScore, scale: Scale | None) -> Decimal | None:
    """
    Return how much more the full score would contribute; nothing where the contribution is not weight times score.
    """
    if scale is None or node.value is None or node.weight is None or node.contribution is None:
        return None
    apart = node.value * node.weight - (node.contribution - node.part_rounding)
    return (scale.high - node.value) * node.weight if abs(apart) < TINY else None


def _share(share: Decimal | None, lang: str) -> Html:
    if share is None:
        return Html("")
    return joined([number(share * 100, lang, 0), Html("&nbsp;%"), bar(share)])


def _remark(node: NodeScore, known: Node | None, lang: str) -> str:
    words, remarks = words_of("report", lang), []
    if node.of_questions:
        remarks.append(words["questions"].format(count=len(node.children)))
    if node.rounding and known and known.round:
        rule = translated(str(known.round), lang)
        remarks.append(words["from"].format(value=number(node.unrounded, lang), rule=rule))
    if node.part_rounding and node.contribution is not None and known and known.round_part:
        before = number(node.contribution - node.part_rounding, lang)
        remarks.append(words["part_from"].format(value=before, rule=translated(str(known.round_part), lang)))
    return "; ".join(remarks)


def _sum_rows(card: Scorecard, root: NodeScore, lang: str) -> Iterator[Sequence[object]]:
    words = words_of("report", lang)
    total = sum((c.contribution for c in root.children if c.contribution is not None), ZERO)
    rounding, remark = card.round or card.root.round, ""
    if root.rounding and rounding:
        yield (words["sum"], "", "", brief(total, lang), "", "", "")
        remark = translated(str(rounding), lang)
    index = element("strong", number(root.value, lang))
    yield (element("strong", words["index"]), "", "", index, "", "", remark)


class Peers(NamedTuple):
    """
    The regions that one region is compared with.

    Attributes:
        label: What they are called.
        units: Their codes.
    """

    label: str
    units: frozenset[str]


class Compared(NamedTuple):
    """
    A dimension of a region beside the same of others.
    """

    title: str
    own: Decimal
    peers: Decimal
    all: Decimal
    best: Decimal
    place: int


def peers_of(ranking: Ranking, unit: str, lang: str) -> Peers | None:
    """
    Return the regions of the same cohort on the list, if the region is a known member and they are enough for a median.
    """
    cohort = cohort_of(unit) if unit in regions() else None
    if cohort is None:
        return None
    named_ = frozenset(member.region for member in members(cohort=cohort)) & {place.unit for place in ranking}
    label = words_of("report", lang)["cohort"].format(year=cohort.year, count=len(named_))
    return Peers(label, named_) if len(named_) >= FEWEST else None


def comparison(ranking: Ranking, result: ScoreResult, lang: str) -> Html:
    """
    Return a region beside its cohort and the others on its list, dimension by dimension.
    """
    words = words_of("report", lang)
    if result.root is None or result.value is None:
        return Html("")
    peers = peers_of(ranking, result.unit, lang) or Peers(words["list"], frozenset(p.unit for p in ranking))
    rows = list(_compared(ranking, result, peers, lang))
    with_all = peers.label != words["list"]
    heads = [words["dimension"], words["score"], f"{words['median']}, {peers.label}"]
    heads += [f"{words['median']}, {words['list']}"] if with_all else []
    heads += [words["best"], words["place"]]
    cells = [_compared_cells(row, lang, with_all=with_all) for row in rows]
    top = _scale_end(ranking, [float(value) for row in rows for value in (row.own, row.peers)])
    caption = words["comparison_caption"].format(count=len(ranking))
    return joined(
        [
            element("div", *_pictures(rows, peers, top, lang), class_="pictures"),
            scrolling(table(heads, cells, "h" + "r" * (len(heads) - 1), caption=caption), words["comparison"]),
        ]
    )


def _compared_cells(row: Compared, lang: str, *, with_all: bool) -> list[str]:
    values = [row.own, row.peers, *([row.all] if with_all else []), row.best]
    return [row.title, *(number(value, lang, 2) for value in values), str(row.place)]


def _compared(ranking: Ranking, result: ScoreResult, peers: Peers, lang: str) -> Iterator[Compared]:
    columns: dict[str, dict[str, Decimal]] = {}
    for place in ranking:
        root = ranking[place.unit].root
        for node in root.children if root else ():
            if node.value is not None:
                columns.setdefault(node.id, {})[place.unit] = node.value
    for node in result.root.children if result.root else ():
        if node.value is not None:
            values = columns[node.id]
            near = [value for unit, value in values.items() if unit in peers.units]
            yield Compared(
                title=named(node.id, lang, node.name),
                own=node.value,
                peers=median(near or values.values()),
                all=median(values.values()),
                best=max(values.values()),
                place=1 + sum(value > node.value for value in values.values()),
            )


def _pictures(rows: Sequence[Compared], peers: Peers, top: float, lang: str) -> Iterator[Html]:
    words = words_of("report", lang)
    said = "; ".join(
        words["against"].format(name=row.title, own=number(row.own, lang), median=number(row.peers, lang, 2))
        for row in rows
    )
    drawn = [Bar(row.title, float(row.own), brief(row.own, lang), float(row.peers)) for row in rows]
    title = words["comparison_bars"].format(peers=peers.label)
    yield figure(bars(Said("bars", title, said), drawn, top), title)
    if len(rows) >= SPOKES:
        title = words["comparison_radar"].format(peers=peers.label)
        spokes = [(row.title, float(row.own)) for row in rows]
        yield figure(radar(Said("radar", title, said), spokes, [float(row.peers) for row in rows], top), title)


def change(before: ScoreResult, after: ScoreResult, lang: str) -> Html:
    """
    Return what the dimensions contributed to the difference between two results.
    """
    words = words_of("report", lang)
    if before.root is None or after.root is None:
        return Html("")
    earlier, later = ({child.id: child for child in root.children} for root in (before.root, after.root))
    rows: list[Sequence[object]] = []
    for code, node in (later | earlier).items():
        old, new = (held[code].contribution or ZERO if code in held else None for held in (earlier, later))
        difference = (new or ZERO) - (old or ZERO)
        sign = number(difference, lang, FINE if round(difference, FINE) != difference else None, sign=True)
        rows.append((named(code, lang, node.name), brief(old, lang), brief(new, lang), sign))
    if before.root.rounding or after.root.rounding:
        rows.append(_change_row(words["rounding"], before.root.rounding, after.root.rounding, lang))
    rows.append(_change_row(words["index"], before.value or ZERO, after.value or ZERO, lang))
    heads = (words["dimension"], before.scorecard, after.scorecard, words["difference"])
    better = number(improvement(after, before), lang, sign=True)
    return joined(
        [
            scrolling(table(heads, rows, "hrrr", caption=words["change_caption"]), words["difference"]),
            element("p", words["improvement_note"].format(value=better)),
        ]
    )


def _change_row(label: str, old: Decimal, new: Decimal, lang: str) -> tuple[str, str, str, str]:
    return (label, number(old, lang), number(new, lang), number(new - old, lang, sign=True))


def overview(ranking: Ranking, lang: str) -> Html:
    """
    Return how many were ranked, and how their indices lie.
    """
    words = words_of("report", lang)
    values = [place.index for place in ranking if place.index is not None]
    if not values:
        return facts(((words["participants"], "0"), (words["absent"], str(len(ranking.unranked)))))
    matched = f"{ranking.reproduced} / {ranking.comparable}" if ranking.comparable else ""
    names = ", ".join(place.name or place.unit for place in ranking.unranked)
    return joined(
        [
            facts(
                (
                    (words["participants"], str(len(ranking))),
                    (words["median"], number(median(values), lang, 2)),
                    (words["best"], number(max(values), lang)),
                    (words["reproduced"], matched),
                )
            ),
            _strip(ranking, None, lang),
            element("p", words["absent_names"].format(names=names), class_="soft") if names else None,
        ]
    )


def ranking_table(ranking: Ranking, lang: str) -> Html:
    """
    Return the ranking with the score of every dimension.
    """
    words = words_of("report", lang)
    card = ranking.scores.scorecard
    nodes = {node.id: node for node in card.walk()}
    codes = [child.id for child in card.root.children]
    best = max((place.index for place in ranking if place.index), default=None) if len(codes) <= MANY else None
    heads = [words["rank"], words["region"], words["index"], *([words["band"]] if card.bands else [])]
    heads += [words["beside"]] if best else []
    many = len(codes) > MANY
    heads += [str(n) if many else named(code, lang, nodes[code].name) for n, code in enumerate(codes, start=1)]
    rows = [_ranked(place, ranking, codes, best, lang) for place in ranking]
    align = "rhr" + ("l" if card.bands else "") + ("l" if best else "") + "r" * len(codes)
    shown = table(heads, rows, align, caption=words["numbered"] if many else None)
    return scrolling(shown, words["table"], wide=len(codes) >= WIDE)


def _ranked(place: Ranked, ranking: Ranking, codes: Sequence[str], best: Decimal | None, lang: str) -> list[Any]:
    result = ranking[place.unit]
    values = {child.id: child.value for child in result.root.children} if result.root else {}
    share = place.index / best if best and place.index is not None else None
    code = element("span", place.unit, class_="soft")
    return [
        number(place.rank, lang),
        joined([f"{place.name} ", code]) if place.name else place.unit,
        number(place.index, lang),
        *([result.band or ""] if ranking.scores.scorecard.bands else []),
        *([bar(share)] if best else []),
        *(brief(values.get(code), lang) for code in codes),
    ]


def method(card: Scorecard, lang: str, *, weights: bool) -> Html:
    """
    Return how a scorecard counts: rounding and evidence, and the weights where they do not stand elsewhere.
    """
    words = words_of("report", lang)
    steps = []
    part_rules = dict.fromkeys(child.round_part for child in card.root.children if child.round_part)
    steps += [words["parts_rounded"].format(rule=translated(str(rule), lang)) for rule in part_rules]
    if card.root.aggregate.slug not in SUMS:
        steps.append(words["total_by"].format(method=card.root.aggregate))
    if card.root.factor != 1:
        steps.append(words["total_times"].format(factor=number(card.root.factor, lang)))
    rounding = card.round or card.root.round
    if rounding:
        steps.append(words["total_rounded"].format(rule=translated(str(rounding), lang)))
    if card.bands:
        bands = "; ".join(f"{band.label} {number(band.low, lang)}" for band in card.bands)
        steps.append(words["bands"].format(bands=bands))
    if card.evidence:
        steps.append(words["evidence"].format(evidence=say(f"evidence.{card.evidence.value}", lang)))
    many = len(card.root.children) > MANY
    rows = [
        (f"{f'{n}. ' if many else ''}{named(child.id, lang, child.name)}", brief(child.weight, lang))
        for n, child in enumerate(card.root.children, start=1)
    ]
    return joined(
        [
            element("p", words["method_text"].format(id=card.id, steps=" ".join(steps))),
            scrolling(table((words["dimension"], words["weight"]), rows, "hr"), words["method"]) if weights else None,
        ]
    )
