"""
Scorecards, results, reports and dossiers as rows of a table: plain values, one dict each, all with the same keys.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from gm100.model.source import sources_of

Rows = list[dict[str, object]]


def placed(root: Any) -> Iterator[tuple[Any, str | None, int]]:
    """
    Yield every node of a tree with the code of the one above and its level, 0 for the root.
    """
    waiting: list[tuple[Any, str | None, int]] = [(root, None, 0)]
    while waiting:
        node, parent, level = waiting.pop()
        yield node, parent, level
        waiting.extend((child, node.id, level + 1) for child in reversed(getattr(node, "children", ())))


def filled(rows: Rows, *columns: str) -> Rows:
    """
    Return rows without those of some columns in which every cell is empty: your own units have no published index.
    """
    empty = {name for name in columns if all(row[name] is None for row in rows)}
    return [{name: cell for name, cell in row.items() if name not in empty} for row in rows] if empty else rows


def scorecard_rows(card: Any) -> Rows:
    """
    Return a row a node of a scorecard, each before its children.
    """
    return [
        {
            "scorecard": card.id,
            "node": node.id,
            "name": node.name,
            "parent": parent,
            "level": level,
            "kind": "group" if hasattr(node, "children") else "indicator",
            "weight": node.weight,
            "low": scale.low if (scale := getattr(node, "scale", None)) else None,
            "high": scale.high if scale else None,
            "direction": node.direction.value if node.direction else None,
            "normalise": _text(getattr(node, "normalise", None)),
            "treat": _text(getattr(node, "treat", None)),
            "impute": _text(getattr(node, "impute", None)),
            "aggregate": _text(getattr(node, "aggregate", None)),
            "weigh": _text(getattr(node, "weigh", None)),
            "missing": _text(getattr(node, "missing", None)),
        }
        for node, parent, level in placed(card.root)
    ]


def result_rows(result: Any) -> Rows:
    """
    Return a row a node of a result, each before its children; none for a unit that did not take part.
    """
    return [
        {
            "code": result.unit,
            "name": result.name,
            "scorecard": result.scorecard,
            "node": node.id,
            "parent": parent,
            "level": level,
            "value": node.value,
            "unrounded": node.unrounded,
            "weight": node.weight,
            "contribution": node.contribution,
            "raw": node.raw,
            "method": node.method,
            "remark": node.remark,
        }
        for node, parent, level in (placed(result.root) if result.root else ())
    ]


def report_rows(report: Any, lang: str) -> Rows:
    """
    Return a row a finding of a report.
    """
    return [
        {
            "region": report.region,
            "name": report.name,
            "book": report.book,
            "on": str(report.on),
            "rule": each.rule,
            "topic": each.topic,
            "severity": each.severity.value,
            "kind": each.kind.value,
            "outcome": each.outcome.value,
            "place": each.place,
            "message": each.message.in_(lang),
            "remedy": each.remedy.in_(lang),
            "missing": _joined(each.missing),
            "sources": _joined(source.title for source in each.sources),
        }
        for each in report.findings
    ]


def rule_rows(book: str, rules: Iterable[Any], lang: str) -> Rows:
    """
    Return a row a rule of a book.
    """
    return [
        {
            "book": book,
            "rule": rule.id,
            "topic": rule.topic,
            "severity": rule.severity.value,
            "kind": rule.kind.value,
            "title": rule.title.in_(lang),
            "effective_from": _text(rule.effective_from),
            "effective_until": _text(rule.effective_until),
            "sources": _joined(source.title for source in rule.sources),
        }
        for rule in rules
    ]


def timeline_rows(events: Iterable[Any], lang: str) -> Rows:
    """
    Return a row an event of a timeline.
    """
    return [
        {
            "date": str(event.date),
            "until": _text(event.until),
            "kind": event.kind,
            "title": event.title.in_(lang),
            "source": event.source.title if event.source else None,
            "address": event.source.address if event.source else None,
        }
        for event in events
    ]


def dossier_rows(dossier: Any, collections: Iterable[str]) -> Rows:
    """
    Return a row a fact of a dossier: in which collection and where it stands, what it is, and where it was seen.
    """
    return [
        {
            "region": dossier.region,
            "name": dossier.name,
            "collection": collection,
            "position": place,
            "fact": str(fact),
            "source": source.title if source else None,
            "evidence": _text(source.evidence) if source else None,
            "address": source.address if source else None,
        }
        for collection in collections
        for place, fact in enumerate(getattr(dossier, collection))
        for source in (next(iter(sources_of(fact)), None),)
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None
