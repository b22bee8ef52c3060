"""
All commands as data: what each takes, its options, its examples. No command is imported to read it.

The parser, the help, the completion of shells, the man page and `docs/reference/commands.md` all come from here; the
sentences are in the catalogue of words under `command`, `about`, `argument` and `option`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from gm100.text.headers import CLAIMED, EXTRA, LATEST


class Argument(NamedTuple):
    """
    What a command takes by position.

    Attributes:
        name: Its name; the catalogue has what it is called in help.
        takes: How many words it takes: `one`, `words` (any number, joined by blanks), `many` (any number, each by
            itself) or `pairs` (any number, each as KEY=VALUE).
        needed: Whether it must be given.
        kind: What may stand there, for the completion of shells.
    """

    name: str
    takes: str = "one"
    needed: bool = True
    kind: str = "text"


class Option(NamedTuple):
    """
    An option of a command.

    Attributes:
        name: Its name, without the dashes.
        kind: What its value is: `text`, `whole`, `number`, `file`, `scorecard`, `region`; blank where it takes none.
        choices: The values it may have, where they are few.
        default: Its value where it is not given.
        needed: Whether it must be given.
        short: A letter that stands for it.
        many: Whether it may be given several times.
        says: The key of its sentence, where that is not its name.
    """

    name: str
    kind: str = ""
    choices: tuple[str, ...] = ()
    default: Any = None
    needed: bool = False
    short: str = ""
    many: bool = False
    says: str = ""

    @property
    def slot(self) -> str:
        """
        The attribute under which its value is found.
        """
        return self.name.replace("-", "_")


class Command(NamedTuple):
    """
    A command.

    Attributes:
        name: What is typed; two words where the first is a noun.
        arguments: What it takes by position.
        options: Its options, beside those of every command.
        examples: Commands to copy, without the name of the program.
        formats: The forms its answer can have, the first of them by default; none where it writes no rows.
        alias: An older name.
        writes: The form of its answer, where it has one: `document`, which is JSON, `toml` or `html`.
    """

    name: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("table", "csv", "json")
    alias: str = ""
    writes: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """
        The module and the function that run it.
        """
        noun, _, verb = self.name.partition(" ")
        return f"gm100.cli.{noun.replace('-', '_')}", verb or "run"

    @property
    def writes_itself(self) -> bool:
        """
        Whether what it writes to `--out` is not text.
        """
        return self.name in {"form", "atlas"}

    @property
    def all_options(self) -> tuple[Option, ...]:
        """
        Its options with those of every command.
        """
        forms = (Option("format", "text", self.formats, self.formats[0]), Option("json")) if self.formats else ()
        written = "out" if self.formats or self.writes else "out-folder" if self.name == "atlas" else "out-alone"
        return (*self.options, *forms, COMMON[0]._replace(says=written), *COMMON[1:])


WEIGHTS: Final = ("of_group", "of_whole")
"""Of what the weights of a table of nodes are shares."""

TIES: Final = ("min", "max", "average", "dense", "ordinal")
SHELLS: Final = ("bash", "zsh", "fish")

COMMON: Final = (
    Option("out", "file", short="o"),
    Option("lang", "text", ("id", "en")),
    Option("help", short="h"),
)
"""The options of every command."""

EXIT_CODES: Final[Mapping[int, str]] = {
    0: "done",
    1: "finding",
    2: "input",
    3: "ambiguous",
    4: "unknown",
    130: "stopped",
}
"""What each exit code says; the catalogue has the sentences under `exit`."""

_REGION = Argument("region", "words", kind="region")
_DOSSIER = Argument("dossier", "words", kind="region")
_TABLE = Argument("table", kind="file")
_GIVEN = _TABLE._replace(needed=False)
_CARD = Option("scorecard", "scorecard", says="card-latest")
_OWN_CARD = Option("scorecard", "scorecard", needed=True)
_SHEET = Option("sheet", "text")
_READING = (Option("decimal-comma"), Option("extra", "text", EXTRA, EXTRA[0]), _SHEET)
_AMONG = Option("among", "text", ("auto", "published", "table"), "auto")
_EXACT, _PLUGINS, _TIES = Option("exact"), Option("plugins"), Option("ties", "text", TIES, "min")
_ON, _BOOK = Option("on", "text"), Option("book", "text")
_FORMS = ("text", "json")
_DOCUMENT = ("text", "json", "document")
_EDITION = Option("scorecard", "scorecard", says="edition")
_RESULT = (_EDITION, Option("table", "file"), *_READING, _EXACT)

COMMANDS: Final = (
    Command(
        "evaluate",
        (_GIVEN,),
        (_CARD, Option("explain", "region"), _AMONG, *_READING, _EXACT),
        (
            *("evaluate", "evaluate formulir.xlsx --lang id", "evaluate tabel.csv --format csv -o hasil.csv"),
            "evaluate --scorecard kominfo-2022-early --explain 35.07",
        ),
    ),
    Command(
        "score",
        (_TABLE,),
        (_OWN_CARD, Option("explain", "text", says="explain-row"), _TIES, *_READING, _EXACT, _PLUGINS),
        ("score table.csv --scorecard ipm-bps", "score table.xlsx --scorecard mine.json --explain 35.03"),
    ),
    Command(
        "sensitivity",
        (_GIVEN,),
        (
            *(_OWN_CARD, Option("leave-one-out"), Option("sobol")),
            *(Option("draws", "whole"), Option("samples", "whole")),
            *(Option("of", "text"), Option("seed", "whole"), Option("share", "number"), Option("error", "number")),
            *(_TIES, *_READING, _EXACT, _PLUGINS),
        ),
        (
            "sensitivity --scorecard kominfo-2023-regular --draws 1000 --seed 7",
            "sensitivity table.csv --scorecard mine.json --sobol --samples 500 --of 35.77",
        ),
    ),
    Command("what-if", (_REGION, Argument("change", "pairs")), _RESULT, ("what-if 35.07 output=3.5 quick_win=3.9",)),
    Command(
        "needed",
        (_REGION,),
        (
            *(Option("index", "text"), Option("band", "text"), Option("rank", "whole")),
            *(Option("only", "text", many=True), *_RESULT),
        ),
        ("needed 35.07 --index 3.80", "needed Kota Kediri --rank 10 --only output"),
    ),
    Command(
        "compare",
        (_REGION._replace(name="regions"),),
        (Option("since", "whole"), *_RESULT),
        ("compare 35.71 35.77", "compare Kabupaten Malang --since 2022"),
    ),
    Command(
        "panel",
        (Argument("years", "pairs", needed=False, kind="file"),),
        (
            *(Option("scorecard", "scorecard", default=LATEST), Option("region", "region", says="panel-region")),
            *(Option("bounds", "text", ("first", "all", "year"), "first"), *_READING, _EXACT, _PLUGINS),
        ),
        ("panel", "panel 2022=lama.csv 2023=baru.csv --scorecard mine.json"),
    ),
    Command(
        "form",
        (_REGION._replace(needed=False),),
        (Option("edition", "scorecard", default=LATEST, says="form-edition"),),
        ("form 35.10 --lang id -o formulir.xlsx", "form --edition kominfo-2022-early -o form.xlsx"),
        (),
    ),
    Command(
        "report",
        (Argument("given", "words", needed=False, kind="region"),),
        (_ON, _BOOK, _CARD, Option("region", "region"), _AMONG, *_READING, _EXACT, _PLUGINS),
        ("report 35.05 -o blitar.html", "report tabel.csv --region 35.10 --lang id -o laporan.html"),
        (),
        writes="html",
    ),
    Command("atlas", examples=("atlas -o atlas", "atlas --lang id -o atlas"), formats=()),
    Command(
        "scorecards",
        options=(_ON._replace(says="in-force"), Option("subject", "text")),
        examples=("scorecards", "scorecards --on 2026-09-01 --subject digital-government"),
    ),
    Command(
        "scorecard show",
        (Argument("scorecard", kind="scorecard"),),
        examples=("scorecard show spbe-2020",),
        formats=("text", "json", "document"),
    ),
    Command(
        "scorecard check",
        (Argument("scorecard", kind="scorecard"),),
        (Option("against", "scorecard"), _PLUGINS),
        ("scorecard check mine.json", "scorecard check mine.json --against pemdi-2026"),
        (),
    ),
    Command(
        "scorecard new",
        (Argument("table", kind="file"),),
        (Option("id", "text"), Option("title", "text"), Option("weights", "text", WEIGHTS, WEIGHTS[0]), _SHEET),
        ("scorecard new nodes.csv -o mine.json", "scorecard new iMeta.csv --weights of_whole"),
        (),
        writes="document",
    ),
    Command(
        "scorecard diff",
        (Argument("one", kind="scorecard"), Argument("other", kind="scorecard")),
        examples=("scorecard diff kominfo-2022-early kominfo-2023-regular",),
        formats=_FORMS,
    ),
    Command(
        "scorecard export",
        (Argument("scorecard", kind="scorecard"),),
        (Option("to", "text", ("js", "sql"), needed=True), Option("name", "text"), _PLUGINS),
        ("scorecard export spbe-2020 --to js",),
        (),
    ),
    Command(
        "region",
        (Argument("text", "words", needed=False, kind="region"),),
        (
            *(Option("file", "file"), _ON, Option("within", "text"), Option("level", "text", ("region", "province"))),
            *(Option("bare", "text", ("kabupaten", "kota")), Option("known", "file"), _SHEET, _EXACT),
        ),
        ("region Pemkab Trenggalek", "region --file nama.csv --format csv", "region Malang --json"),
        ("text", "csv", "json"),
    ),
    Command(
        "cohorts", (Argument("year", needed=False, kind="whole"),), examples=("cohorts", "cohorts 2018 --format csv")
    ),
    Command(
        "status",
        (_REGION._replace(needed=False),),
        (Option("all", says="all-regions"), _ON._replace(says="on-status")),
        ("status Kota Kediri", "status --all --format csv -o status.csv"),
        ("text", "json", "csv", "html", "document"),
    ),
    Command(
        "verify",
        (_REGION._replace(needed=False),),
        (
            *(Option("file", "file", says="claims"), _SHEET),
            *(Option(name, "text", says=f"claim-{name}") for name in CLAIMED),
        ),
        ("verify Kota Kediri --year 2022 --index 3,12", "verify --file klaim.csv --format csv"),
        ("text", "json", "csv", "document"),
    ),
    Command(
        "dossier",
        (_REGION,),
        (_EXACT,),
        ("dossier 35.10 --lang id -o berkas.toml",),
        (),
        alias="new-dossier",
        writes="toml",
    ),
    Command(
        "check",
        (_DOSSIER,),
        (_ON, _BOOK),
        ("check 35.03 --on 2022-12-31", "check berkas.toml --lang id"),
        _DOCUMENT,
    ),
    Command("timeline", (_DOSSIER,), (), ("timeline Kabupaten Trenggalek",), _DOCUMENT),
    Command("rules", (Argument("id", needed=False),), (_BOOK,), ("rules", "rules GM100-MOU-002 --lang id"), _FORMS),
    Command(
        "convert",
        (Argument("input", kind="file"), Argument("output", kind="file")),
        (Option("from", "text"), Option("to", "text", says="to-format"), Option("entity", "text"), Option("lenient")),
        ("convert berkas.toml berkas.json", "convert - - --from json --to yaml"),
        (),
    ),
    Command(
        "schema",
        (Argument("entity", needed=False),),
        (Option("inner"), Option("all"), Option("openapi")),
        ("schema", "schema Evaluation"),
        (),
    ),
    Command("completion", (Argument("shell"),), (), ("completion bash",), ()),
    Command("man", examples=("man",), formats=()),
)
"""Every command, in the order of the help."""


def command_of(words: list[str]) -> tuple[Command | None, list[str]]:
    """
    Return the command that words begin with, and the words after it.
    """
    by_name = {name: each for each in COMMANDS for name in (each.name, each.alias) if name}
    for length in (2, 1):
        found = by_name.get(" ".join(words[:length]))
        if found is not None:
            return found, words[length:]
    return None, words
