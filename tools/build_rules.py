"""
Build the records of the rules from `tools/sources/rules`, one TOML file a topic, where people write and translate them.

    python tools/build_rules.py            write src/gm100/rules/_records.json
    python tools/build_rules.py --check    write nothing; exit 1 when the file would differ

The package reads JSON, which takes a tenth of the time.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ROOT / "tools" / "sources" / "rules"
OUTPUT: Final = ROOT / "src" / "gm100" / "rules" / "_records.json"

APART: Final = ("sources", "parameters", "spellings", "words")
"""The files that hold no rules."""


def read() -> dict[str, Any]:
    """
    Return all records: the sources by name, the rules by id, and the dated numbers in their order.

    Raises:
        SystemExit: A rule is in two files, or names a source that is not stated.
    """
    tables = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(SOURCES.glob("*.toml"))}
    sources, parameters = tables["sources"], list(_values(tables["parameters"]))
    rules: dict[str, Any] = {}
    for topic, records in tables.items():
        for rule_id, record in records.items() if topic not in APART else ():
            unknown = [name for name in record["sources"] if name not in sources]
            if rule_id in rules or unknown:
                raise SystemExit(f"{topic}.toml: {rule_id} stands twice, or names unknown sources: {unknown}")
            rules[rule_id] = record
    others = {name: tables[name] for name in ("spellings", "words")}
    return {"sources": sources, "rules": rules, "parameters": parameters, **others}


def _values(tables: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """
    Yield each number or date with its id, its title, and from when until when it holds.
    """
    for name, table in tables.items():
        for stated in table["values"]:
            kind = "day" if "-" in stated["value"] else "number"
            limits = {f"effective_{limit}": stated[limit] for limit in ("from", "until") if limit in stated}
            yield {"id": name, "title": table["title"], kind: stated["value"], **limits, "source": stated["source"]}


def text_of(records: dict[str, Any]) -> str:
    """
    Return the records as JSON, one a line.
    """
    parts = []
    for name, found in records.items():
        keys = (f"{_json(key)}: " for key in found) if isinstance(found, dict) else repeat("")
        each = found.values() if isinstance(found, dict) else found
        lines = ",\n".join(f" {key}{_json(one)}" for key, one in zip(keys, each, strict=False))
        brackets = "{}" if isinstance(found, dict) else "[]"
        parts.append(f"{_json(name)}: {brackets[0]}\n{lines}\n{brackets[1]}")
    return "{" + ",\n".join(parts) + "}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the tool; return 0 when all is well, 1 on a difference.
    """
    parser = argparse.ArgumentParser(description="Build the records of the rules.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file would differ")
    options = parser.parse_args(arguments)
    text = text_of(read())
    if options.check:
        return int(not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != text)
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
