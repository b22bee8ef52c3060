"""
`gm100 rules`: list the rules, or explain one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gm100._text import columns
from gm100.cli._output import as_json, say
from gm100.reference import rule_books, rule_of
from gm100.rules.editions import RULES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from gm100.model import Rule


def add(commands: Any) -> None:
    """
    Add the command to the parser.
    """
    command = commands.add_parser("rules", help="list the rules of the programme, or explain one")
    command.add_argument("id", nargs="?", metavar="ID", help="explain this rule, such as GM100-MOU-002")
    command.add_argument("--book", metavar="ID", help="only the rules of this book")
    command.add_argument("--lang", choices=("id", "en"), default="en", help="default: %(default)s")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """
    Run the command.
    """
    found = _chosen(args)
    if args.format == "json":
        say(as_json([_row(rule) for rule in found]))
    elif args.id:
        say(found[0].explain(args.lang))
    else:
        say("\n".join(columns(_table(found, args.lang), "lll")))
    return 0


def _chosen(args: argparse.Namespace) -> list[Rule]:
    if args.book:
        book = rule_books()[args.book]
        return [book[args.id]] if args.id else list(book)
    return [rule_of(args.id)] if args.id else [rule.record for rule in RULES]


def _table(rules: Iterable[Rule], lang: str) -> list[tuple[str, str, str]]:
    return [("id", "severity", "title"), *((rule.id, rule.severity, rule.title.in_(lang)) for rule in rules)]


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "topic": rule.topic,
        "severity": rule.severity,
        "title": {"id": rule.title.id, "en": rule.title.en},
        "kind": rule.kind,
        "explanation": {"id": rule.explanation.id, "en": rule.explanation.en},
        "finding": rule.finding and {"id": rule.finding.id, "en": rule.finding.en},
        "remedy": {"id": rule.remedy.id, "en": rule.remedy.en},
        "sources": [
            {"title": s.title, "number": s.number, "address": s.address, "evidence": s.evidence} for s in rule.sources
        ],
        "effective_from": rule.effective_from and str(rule.effective_from),
        "effective_until": rule.effective_until and str(rule.effective_until),
        "dated_by": rule.dated_by,
        "parameters": rule.parameters,
    }
