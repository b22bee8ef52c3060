"""
Write what is published of the documents: the schemas of this version, the OpenAPI document, and the golden documents.

    python tools/build_schema.py            write docs/schema and tests/serializers/golden
    python tools/build_schema.py --check    say what differs, and write nothing
    python tools/build_schema.py --renew    also replace golden documents that differ

A golden document is never replaced in passing: a difference means that files of users would no longer be written as
they were, and after a release that calls for a new version of the documents and a migration.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from gm100.fields.field import rules_of  # noqa: E402 - the package is beside the script
from gm100.serializers import dumps, openapi  # noqa: E402 - as above
from gm100.serializers.document.envelope import entity_types  # noqa: E402 - as above
from gm100.serializers.document.migrations import SCHEMA_VERSION  # noqa: E402 - as above
from gm100.serializers.schemas.examples import example  # noqa: E402 - as above
from gm100.serializers.schemas.json_schema import beyond, published  # noqa: E402 - as above

SCHEMAS = ROOT / "docs" / "schema"
GOLDEN = ROOT / "tests" / "serializers" / "golden" / f"v{SCHEMA_VERSION}.jsonl"


def rules_across(cls: Any) -> list[str]:
    """
    Return the codes of the issues that the invariants of a class raise, in the order in which they are written.
    """
    codes = ["duplicate"] if beyond(cls) else []
    if hasattr(cls, "_invariants"):
        codes += _codes(cls)
    return list(dict.fromkeys(codes))


def _codes(cls: Any) -> Iterator[str]:
    """
    Yield the codes of the issues made in a class, and in the functions of its module that it names.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    module = ast.parse(inspect.getsource(sys.modules[cls.__module__]))
    helpers = [n for n in module.body if isinstance(n, ast.FunctionDef) and n.name in named]
    for part in (tree, *helpers):
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Issue" and node.args:
                yield ast.literal_eval(node.args[0])


def index() -> str:
    """
    Return the page that lists the schemas and the rules beyond them.
    """
    rows = [
        f"| {name} | {len(rules_of(cls))} | {', '.join(rules_across(cls)) or '-'} |"
        for name, cls in sorted(entity_types().items())
    ]
    head = f"""\
# Schemas of version {SCHEMA_VERSION}

[v{SCHEMA_VERSION}.json](v{SCHEMA_VERSION}.json) is JSON Schema (2020-12): one file with everything
under `$defs`, made by `tools/build_schema.py` from the same constraints by which gm100 checks entities; a test compares
it with what the code says. Its `$id` is its path, here and on the site of the documentation.
[openapi.json](openapi.json) is a whole OpenAPI 3.1 document of a service that resolves, scores, explains, checks and
says what is next.

| to describe | refer to |
|---|---|
| any document | `/schema/v{SCHEMA_VERSION}.json` |
| a document of one or many evaluations | `/schema/v{SCHEMA_VERSION}.json#/$defs/EvaluationDocument` |
| an evaluation without its envelope | `/schema/v{SCHEMA_VERSION}.json#/$defs/Evaluation` |
| a vocabulary, each word with its meaning | `/schema/v{SCHEMA_VERSION}.json#/$defs/PillarId` |
| a line of JSON Lines | `/schema/v{SCHEMA_VERSION}.json#/$defs/JsonLine` |
| the member `gm100` of GeoJSON | `/schema/v{SCHEMA_VERSION}.json#/$defs/GeoJsonMember` |
| an entity of NGSI-LD | `/schema/v{SCHEMA_VERSION}.json#/$defs/NgsiLdEntity` |

`gm100 schema Evaluation` prints the schema of a document by itself, `--inner` that of the entity alone, and `--all` the
whole file. All of it compiles in the strict mode of ajv, and no pattern has look-ahead, so that RE2 and Rust read them.

A schema accepts what strict parsing accepts, with three exceptions. Rules across fields are beyond it; the table names
them by the code of their issue, and `duplicate` means that a list may not repeat a part of its items. A whole number
written with a point, `2023.0`, is a whole number to JSON Schema; gm100 refuses it as `written-as-float` and says what
to write, for it turns no number into another in silence. And `$` in a pattern is the end of the text, as ECMA-262 has
it; a validator that uses `re.search` of Python lets a last line feed pass, and gm100 does not.

| entity | fields | rules beyond the schema |
|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


def _json(tree: Any) -> str:
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def files() -> dict[Path, str]:
    """
    Return every published file with its text.
    """
    return {
        SCHEMAS / "README.md": index(),
        SCHEMAS / "openapi.json": _json(openapi()),
        SCHEMAS / f"v{SCHEMA_VERSION}.json": _json(published()),
        GOLDEN: "".join(dumps(example(cls), indent=None) for _, cls in sorted(entity_types().items())),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Write the files, or say which of them differ.
    """
    parser = argparse.ArgumentParser(description="Publish the schemas and the golden documents of the wire.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file differs")
    parser.add_argument("--renew", action="store_true", help="replace golden documents, which is done on purpose only")
    options = parser.parse_args(arguments)
    wrong = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    kept = [path for path in wrong if options.check or (path.exists() and path == GOLDEN and not options.renew)]
    for path in wrong:
        print(("differs: " if path in kept else "written: ") + path.relative_to(ROOT).as_posix())
        if path not in kept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files()[path], encoding="utf-8")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
