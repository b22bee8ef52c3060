"""
The schema and strict parsing agree, on right documents and on wrong ones.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from faults import inject
from generated import entities
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError, validators
from rules_beyond import codes_beyond

import gm100
from gm100.errors import RefusedError
from gm100.model._entity import evolve
from gm100.serializers import dumps, openapi, schema
from gm100.serializers.document.envelope import Request, entity_types, from_tree, to_tree
from gm100.serializers.schemas.examples import example as example_of
from gm100.serializers.schemas.json_schema import published
from gm100.serializers.schemas.patterns import DATE_PATTERN, DAY_PATTERN, decimal_pattern, portable
from gm100.text.dates import PartialDate

TYPES = entity_types()


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern is found as ECMA-262 reads it: `$` is the end of the text, which Python calls otherwise."""
    return re.search(pattern.removesuffix("$") + r"\Z", text) is not None


def _pattern(_: Any, pattern: str, text: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(text, str) and not matches(pattern, text):
        yield ValidationError(f"{text!r} does not match {pattern!r}")


Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})
VALIDATORS = {name: Validator(schema(cls, document=True)) for name, cls in TYPES.items()}
WITH_A_POINT = "written-as-float"  # A whole number to JSON Schema and not to the parser: the one rule of form.
relaxed = settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))


def refusals(tree: Any) -> set[str]:
    """The codes of everything that strict parsing finds in a document."""
    try:
        made = from_tree(json.loads(json.dumps(tree)), Request("generated"))
    except RefusedError as refused:
        return {issue.code for issue in refused.issues}
    assert evolve(made) == made  # The constructor, which checks every field, takes what the reader has let pass.
    return set()


def agree(name: str, tree: Any) -> None:
    """Assert that schema and parser both take a document, or both refuse it, up to what is listed by its code."""
    fits = VALIDATORS[name].is_valid(tree)
    codes = refusals(tree)
    assert fits == (not codes - codes_beyond(TYPES[name]) - {WITH_A_POINT}), (tree, codes)


@pytest.mark.slow
@pytest.mark.parametrize("name", TYPES)
class TestSchemaAndDoorAgree:
    @relaxed
    @given(data=st.data())
    def test_on_right_documents(self, name: str, data: st.DataObject) -> None:
        """Whatever gm100 writes is valid."""
        tree = to_tree(data.draw(entities(TYPES[name])))
        assert VALIDATORS[name].is_valid(tree)

    @relaxed
    @given(data=st.data(), count=st.integers(1, 3), seed=st.integers(0, 2**32))
    def test_on_faulty_documents(self, name: str, data: st.DataObject, count: int, seed: int) -> None:
        """What the one refuses the other refuses."""
        tree = to_tree(data.draw(entities(TYPES[name])))
        tree["item"], _ = inject(tree["item"], TYPES[name], count, seed)
        agree(name, tree)

    @relaxed
    @given(data=st.data())
    def test_on_documents_with_any_value_anywhere(self, name: str, data: st.DataObject) -> None:
        """Values near the borders, and of other types, are judged alike."""
        tree = json.loads(json.dumps(to_tree(data.draw(entities(TYPES[name])))))
        if tree["item"]:
            key = data.draw(st.sampled_from(sorted(tree["item"])))
            tree["item"][key] = data.draw(NEAR)
        agree(name, tree)

    def test_each_is_a_schema(self, name: str) -> None:
        """It obeys its dialect, has an id with the version in it, and describes every field."""
        made = schema(TYPES[name])
        Draft202012Validator.check_schema(made)
        assert made["$comment"].startswith(f"Published as /schema/v1.json#/$defs/{name}.")
        assert all(field["description"] and "examples" in field for field in made["properties"].values())

    def test_examples_are_valid(self, name: str) -> None:
        """Each example of a field is one that its schema takes."""
        made = schema(TYPES[name])
        for field in made["properties"].values():
            validator = Validator(field | {"$defs": schema(TYPES[name], document=True)["$defs"]})
            assert all(validator.is_valid(each) for each in field["examples"])


NEAR = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1.0, 4.0, 2023.0, 1e22]),
    st.sampled_from(
        ["", "0", "-0", "4", "4.0", "4.01", "-0.01", "99.01", "99.0", "٣9.01", "99.01\n", "2022", "2022-02-30"]
    ),
    st.sampled_from(["2024-02-29", "2023-02-29", "0000", "regular", "Regular", "1" * 1001, [], {}, [None], ["a", "a"]]),
    st.text(max_size=5),
)


def changed(entity: Any, **fields: Any) -> Any:
    """The document of an entity, with other values."""
    tree = json.loads(json.dumps(to_tree(entity)))
    tree["item"] |= fields
    return tree


class TestTheOneDifference:
    def test_a_whole_number_written_with_a_point(self) -> None:
        """JSON Schema takes 2023.0 for a whole number; the parser does not, and says so by a code that is listed."""
        tree = changed(gm100.evaluations()[0], year=2023.0)
        assert VALIDATORS["Evaluation"].is_valid(tree)
        with pytest.raises(RefusedError) as caught:
            from_tree(tree, Request("generated"))
        [issue] = caught.value.issues
        assert (issue.code, issue.place) == (WITH_A_POINT, "$.item.year")
        assert issue.message == "got 2023.0, expected a whole number; write 2023"

    def test_a_number_of_a_vocabulary_and_of_the_version(self) -> None:
        """It is the same of numbers that are names, and of the schema version."""
        session = changed(example_of(TYPES["BimtekSession"]), stage=1.0)
        version = to_tree(gm100.evaluations()[0]) | {"schema_version": 1.0}
        assert VALIDATORS["BimtekSession"].is_valid(session)
        assert VALIDATORS["Evaluation"].is_valid(version)
        assert refusals(session) == refusals(version) == {WITH_A_POINT}

    @pytest.mark.parametrize("year", [2016.0, 2023.5, 1e300, -0.0])
    def test_what_would_be_wrong_without_the_point_too(self, year: float) -> None:
        """A number out of range, or with decimals, is refused by both."""
        tree = changed(gm100.evaluations()[0], year=year)
        assert not VALIDATORS["Evaluation"].is_valid(tree)
        assert refusals(tree) == {"wrong-type"}


class TestPatterns:
    @settings(max_examples=examples(300))
    @given(
        low=st.decimals(-200, 200, places=2) | st.none(),
        high=st.decimals(-200, 200, places=2) | st.none(),
        value=st.decimals(-250, 250, places=3),
        zeros=st.sampled_from(["", "0", "00"]),
        sign=st.sampled_from(["", "+"]),
    )
    @example(Decimal("0.00"), Decimal("0.00"), Decimal("-0.000"), "", "")
    @example(Decimal("0.05"), Decimal("10.50"), Decimal("10.500"), "0", "+")
    def test_a_range_of_decimals(self, low: Any, high: Any, value: Decimal, zeros: str, sign: str) -> None:
        """The pattern takes just the numbers within the range, however they are written."""
        text = f"{value:f}"
        text = f"-{zeros}{text[1:]}" if text.startswith("-") else f"{sign}{zeros}{text}"
        inside = (low is None or value >= low) and (high is None or value <= high)
        assert matches(decimal_pattern(low, high), text) == inside

    @pytest.mark.parametrize(("low", "high"), [("0.25", "0.75"), ("1.05", None), (None, "0.5"), ("0.125", "2.5")])
    def test_every_number_of_few_places(self, low: str | None, high: str | None) -> None:
        """With one, two and three of them, from 0 to 3."""
        pattern = decimal_pattern(*(None if bound is None else Decimal(bound) for bound in (low, high)))
        for places in (1, 2, 3):
            for number in range(3 * 10**places):
                value = Decimal(number).scaleb(-places)
                inside = (low is None or value >= Decimal(low)) and (high is None or value <= Decimal(high))
                assert matches(pattern, f"{value:f}") == inside

    @pytest.mark.parametrize("text", ["", ".", "1.", ".5", "1e2", "--1", "1,5", "NaN", "1\n", " 1", "\uff11"])
    def test_what_is_no_number(self, text: str) -> None:
        """Only digits, and a point before decimals."""
        assert not matches(decimal_pattern(), text)

    @given(st.from_regex(r"\d{4}(-\d{2}(-\d{2})?)?", fullmatch=True) | st.text(max_size=10))
    @example("2000-02-29")
    @example("1900-02-29")
    @example("2022\n")
    def test_dates_that_exist(self, text: str) -> None:
        """The patterns know the lengths of months, and leap years."""
        try:
            made = PartialDate.parse(text)
        except ValueError:
            made = None
        assert matches(DATE_PATTERN, text) == (made is not None)
        assert matches(DAY_PATTERN, text) == (made is not None and made.day is not None)

    def test_classes_within_brackets(self) -> None:
        """A class is spelled out once, wherever it stands."""
        assert portable(r"[\d.]+\s") == "^(?:[0-9.]+[ \\t\\n\\r\\f\\v])$"


class TestOneFile:
    """What is published is one file, in which everything can be referred to."""

    MADE = published()

    def test_any_document_is_valid(self) -> None:
        """One entity or many, of whatever type."""
        validator = Validator(self.MADE)
        for cls in (gm100.Evaluation, gm100.Dossier, gm100.Scorecard):
            one = example_of(cls)
            assert validator.is_valid(to_tree(one))
            assert validator.is_valid(to_tree((one, one)))
        assert not validator.is_valid(to_tree(example_of(gm100.Region))["item"])

    def test_lines_features_and_terms(self) -> None:
        """The formats that wrap entities in something else have schemas of their own."""
        region = gm100.regions()["35.03"]
        parts = {
            name: Validator({"$ref": f"#/$defs/{name}", "$defs": self.MADE["$defs"]}) for name in self.MADE["$defs"]
        }
        assert all(parts["JsonLine"].is_valid(json.loads(each)) for each in dumps(region, format="jsonl").splitlines())
        assert parts["GeoJsonMember"].is_valid(json.loads(dumps(region, format="geojson"))["gm100"])
        assert parts["NgsiLdEntity"].is_valid(json.loads(dumps(region, format="ngsi-ld")))

    def test_each_word_of_a_vocabulary_says_what_it_means(self) -> None:
        """Its own sentence, not that of the vocabulary."""
        words = [part["oneOf"] for part in self.MADE["$defs"].values() if "const" in part.get("oneOf", [{}])[0]]
        sentences = [[word["description"] for word in each] for each in words]
        assert len(words) >= 20
        assert all(len(set(each)) == len(each) and all(text.endswith(".") for text in each) for each in sentences)

    def test_patterns_have_no_look_ahead(self) -> None:
        """RE2, and the engines of Rust and Go, have none."""
        patterns = set(re.findall(r'"pattern": "((?:[^"\\\\]|\\\\.)*)"', json.dumps(self.MADE)))
        assert patterns
        assert not [each for each in patterns if re.search(r"\(\?[=!<]", each)]

    @pytest.mark.parametrize("document", [True, False])
    @pytest.mark.parametrize("name", TYPES)
    def test_a_schema_by_itself_holds_what_it_refers_to(self, name: str, *, document: bool) -> None:
        """And nothing else: each definition is referred to."""
        made = schema(TYPES[name], document=document)
        wanted = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(made)))
        assert wanted == set(made.get("$defs", {}))

    def test_every_reference_leads_somewhere(self) -> None:
        """The definitions are complete among themselves."""
        named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(self.MADE)))
        assert named <= set(self.MADE["$defs"])
        assert set(TYPES) <= set(self.MADE["$defs"])


class TestOpenApi:
    def test_it_is_a_whole_document(self) -> None:
        """Its five operations refer to components that are there."""
        made = openapi("https://example.org")
        components = made["components"]["schemas"]
        named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(made)))
        assert list(made["paths"]) == ["/resolve", "/score", "/explain", "/check", "/status"]
        assert made["servers"] == [{"url": "https://example.org"}]
        assert named <= set(components)
        assert set(TYPES) <= set(components)

    @pytest.mark.libraries
    def test_it_is_valid(self) -> None:
        """As the schema of OpenAPI 3.1 has it."""
        pytest.importorskip("openapi_spec_validator").validate(openapi())


AJV = """
import Ajv from "ajv/dist/2020.js"; import fs from "node:fs";
const [schemas, document] = process.argv.slice(2).map((file) => JSON.parse(fs.readFileSync(file)));
const ajv = new Ajv({ strict: true });
const valid = ajv.compile(schemas);
for (const name of Object.keys(schemas.$defs)) ajv.getSchema(`${schemas.$id}#/$defs/${name}`).schema;
console.log(valid(document), valid({ ...document, type: "Nothing" }));
"""
CLIENT = """
import type { components } from "./api";
import document from "./document.json";
const read = document as unknown as components["schemas"]["EvaluationDocument"];
const indices: (string | null | undefined)[] = "items" in read ? read.items.map((each) => each.published_index) : [];
console.log(indices.length);
"""


@pytest.mark.npm
@pytest.mark.slow
class TestInOtherLanguages:
    """Validators and clients made from the published files, each with a document run through it."""

    @pytest.fixture(scope="class")
    @classmethod
    def folder(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A folder with the published files, a document, and the tools of Node."""
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed")
        made = tmp_path_factory.mktemp("npm")
        (made / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        tools = ["ajv@8", "openapi-typescript@7", "typescript@5", "@types/node@20", "@redocly/cli@2"]
        if subprocess.run([npm, "install", *tools], cwd=made, capture_output=True, check=False).returncode:
            pytest.skip("the packages of npm cannot be had")
        for name, tree in (("v1.json", published()), ("openapi.json", openapi())):
            (made / name).write_text(json.dumps(tree), encoding="utf-8")
        (made / "document.json").write_text(gm100.dumps(gm100.evaluations()), encoding="utf-8")
        return made

    def run(self, folder: Path, *command: str) -> str:
        """What a program prints in the folder."""
        program = shutil.which(command[0])
        assert program is not None
        done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def test_ajv_compiles_all_of_it_in_strict_mode(self, folder: Path) -> None:
        """And takes a document of ours, and no other."""
        (folder / "check.mjs").write_text(AJV, encoding="utf-8")
        assert self.run(folder, "node", "check.mjs", "v1.json", "document.json") == "true false\n"

    def test_redocly_finds_nothing(self, folder: Path) -> None:
        """The document of the service passes its recommended rules without an error."""
        self.run(folder, "npx", "redocly", "lint", "openapi.json")

    def test_a_typescript_client(self, folder: Path) -> None:
        """Its types are usable: a document is read by them, and the program compiles in strict mode."""
        (folder / "client.ts").write_text(CLIENT, encoding="utf-8")
        self.run(folder, "npx", "openapi-typescript", "openapi.json", "-o", "api.d.ts")
        flags = ["--strict", "--target", "es2022", "--module", "nodenext", "--resolveJsonModule", "--skipLibCheck"]
        source = (folder / "client.ts").read_text(encoding="utf-8")
        source = source.replace('from "./api"', 'from "./api.js"')
        source = source.replace('"./document.json"', '"./document.json" with { type: "json" }')
        (folder / "client.ts").write_text(source, encoding="utf-8")
        self.run(folder, "npx", "tsc", *flags, "client.ts")
        assert self.run(folder, "node", "client.js") == f"{len(gm100.evaluations())}\n"

    def test_a_pydantic_client(self, folder: Path) -> None:
        """Vocabularies become enumerations, and a document passes its models."""
        pytest.importorskip("datamodel_code_generator")
        pytest.importorskip("pydantic")
        make = ["-m", "datamodel_code_generator", "--input", "v1.json", "--input-file-type", "jsonschema"]
        make += ["--output-model-type", "pydantic_v2.BaseModel", "--output", "models.py"]
        self.run(folder, sys.executable, *make)
        program = "import models, pathlib; text = pathlib.Path('document.json').read_text()\n"
        program += "found = models.EvaluationDocument.model_validate_json(text).root\n"
        program += "print(len(found.items), models.PillarId.GOVERNANCE.value)"
        assert self.run(folder, sys.executable, "-c", program) == f"{len(gm100.evaluations())} governance\n"
