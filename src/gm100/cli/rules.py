"""
`gm100 rules`: list the rules, or explain one.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gm100.cli._output import show, table
from gm100.reference import rule_books, rule_of
from gm100.rules.editions import RULES
from gm100.text.words import words_of

if TYPE_CHECKING:
    from gm100.model import Rule


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    found = _chosen(args.book, args.id and args.id.upper())
    names = ("id", "severity", "title")
    rows = ((rule.id, _severity(rule, args.lang), rule.title.in_(args.lang)) for rule in found)
    listed = table([dict(zip(names, row, strict=True)) for row in rows], names, args.lang)
    text = found[0].explain(args.lang) if args.id else listed
    show(args, "rules", map(_row, found), as_of=args.book, text=text)
    return 0


def _severity(rule: Rule, lang: str) -> str:
    return words_of("check", lang)[rule.severity].lower() if lang == "id" else str(rule.severity)


def _chosen(book: str | None, rule_id: str | None) -> list[Rule]:
    if book:
        return [rule_books()[book][rule_id]] if rule_id else list(rule_books()[book])
    return [rule_of(rule_id)] if rule_id else [rule.record for rule in RULES]


def _row(rule: Rule) -> dict[str, Any]:
    texts = {name: getattr(rule, name) for name in ("title", "explanation", "finding", "remedy")}
    return {
        "id": rule.id,
        "topic": rule.topic,
        "severity": rule.severity,
        **{name: text and {"id": text.id, "en": text.en} for name, text in texts.items()},
        "kind": rule.kind,
        "sources": [
            {"title": s.title, "number": s.number, "address": s.address, "evidence": s.evidence} for s in rule.sources
        ],
        "effective_from": rule.effective_from and str(rule.effective_from),
        "effective_until": rule.effective_until and str(rule.effective_until),
        "dated_by": rule.dated_by,
        "parameters": rule.parameters,
    }
