"""
The records of the rules, their sources and their dated numbers, as `tools/sources/rules` states them.

Severity, texts, sources and dates of a rule stand there, a file a topic; the function that judges stands here, in the
module of its topic, and is tied to its record by `judges`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from gm100.model.rule import Bilingual, Parameter
from gm100.model.source import Evidence, Source
from gm100.rules.book import BookRule, rule
from gm100.rules.case import Judge, Observation, idle
from gm100.text.dates import PartialDate

_FILE: Final = Path(__file__).with_name("_records.json")
_TEXTS: Final = frozenset({"title", "explanation", "finding", "remedy"})


@cache
def _stated() -> Mapping[str, Any]:
    spec: Any = __spec__
    stated: Mapping[str, Any] = json.loads(spec.loader.get_data(str(_FILE)))  # Through the loader, in a zip as well.
    return stated


@cache
def source_of(name: str) -> Source:
    """
    Return the source of a name, such as `REPORT_2022`.
    """
    fields = dict(_stated()["sources"][name])
    if "published" in fields:
        fields["published"] = PartialDate.parse(fields["published"])
    return Source(fields.pop("title"), evidence=Evidence(fields.pop("evidence")), **fields)


def spellings(table: str) -> Mapping[str, list[str]]:
    """
    Return the words of a table by what they mean, in its order.
    """
    found: Mapping[str, list[str]] = _stated()["spellings"][table]
    return found


def said(table: str, name: str, **values: object) -> Bilingual:
    """
    Return a sentence of `tools/sources/rules/words.toml` with what was found in it.
    """
    stated = _stated()["words"][table][name]
    return Bilingual(*(stated[lang].format_map(values) for lang in ("id", "en")))


def nothing(name: str) -> Observation:
    """
    Say that there is nothing to judge, and why, by the name of a reason.
    """
    return idle(**_stated()["words"]["reasons"][name])


def judges(rule_id: str) -> Callable[[Judge], BookRule]:
    """
    Tie a function to the record of a rule.
    """
    stated = _stated()["rules"][rule_id]
    fields: dict[str, Any] = {name: Bilingual(**value) if name in _TEXTS else value for name, value in stated.items()}
    fields["sources"] = [source_of(name) for name in stated["sources"]]
    return rule(rule_id, **fields)


def rules_in(*modules: object) -> tuple[BookRule, ...]:
    """
    Return the rules of modules, in the order in which they stand there.
    """
    return tuple(found for module in modules for found in vars(module).values() if isinstance(found, BookRule))


def parameters() -> tuple[Parameter, ...]:
    """
    Return the numbers and dates that the ministry can change; of one id, no two hold at once.
    """
    return tuple(map(_parameter, _stated()["parameters"]))


def _parameter(stated: Mapping[str, Any]) -> Parameter:
    limits = {name: PartialDate(stated[name]) for name in ("effective_from", "effective_until") if name in stated}
    return Parameter(
        id=stated["id"],
        title=Bilingual(**stated["title"]),
        number=Decimal(stated["number"]) if "number" in stated else None,
        day=date.fromisoformat(stated["day"]) if "day" in stated else None,
        source=source_of(stated["source"]),
        **limits,
    )
