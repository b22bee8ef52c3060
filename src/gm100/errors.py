"""
Every error gm100 raises, and the shape of one problem.

The root is `Gm100Error`; each class is one condition, carries its data, and subclasses the builtin that a caller
would expect. This module imports nothing from gm100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

PathPart = str | int
"""One step into a document: a key, or a position counted from 0."""


class Issue(NamedTuple):
    """
    One thing that is wrong with a value, a document or a table.

    Attributes:
        code: What kind of problem it is, as a slug that never changes, such as `out-of-range`.
        message: One sentence for a person: what was got, what was expected, what to do.
        path: The way to the place: `("scores", 0, "value")`, or for a table `("output",)`.
        got: The offending value as text, or `None` where something is absent.
        expected: What would have been right, as text.
        line: The line of a table, counted from 1 with the header; `None` elsewhere.
        sheet: The sheet of a workbook, whose cell is the path; `None` elsewhere.
    """

    code: str
    message: str
    path: tuple[PathPart, ...] = ()
    got: str | None = None
    expected: str | None = None
    line: int | None = None
    sheet: str | None = None

    @property
    def place(self) -> str:
        """
        The path as a person reads it: `line 4, output`, `quick_win!E7` or `$.scores[0].value`.
        """
        if self.sheet is not None:
            return "!".join((self.sheet, *map(short, self.path)))
        if self.line is not None:
            return ", ".join((f"line {self.line}", *map(short, self.path)))
        return "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{short(p)}" for p in self.path)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


LONGEST_WORD: Final = 80
"""How many characters of a name a line has room for."""


def short(name: object) -> str:
    """
    Return a name, or one step of a path, as a line has room for it.

    >>> short("outcome"), len(short("o" * 1_000)) == LONGEST_WORD
    ('outcome', True)
    """
    text = str(name)
    return text if len(text) <= LONGEST_WORD else f"{text[: LONGEST_WORD - 3]}..."


class Gm100Error(Exception):
    """
    The root of all errors that gm100 raises on purpose.
    """


class _ProblemsError(Gm100Error):
    """
    Something cannot be, or cannot be done, and everything that is in the way is listed.
    """

    _head: ClassVar[str] = "{problems}"
    """What the message begins with, by the attributes of the `error` and the number of its problems."""
    _between: ClassVar[str | None] = None
    """What is between the steps of a path; without it the path is that of a document or a table."""
    _most: ClassVar[int | None] = None
    """How many problems are listed; without it all of them."""

    def __init__(self, issues: Iterable[Issue], *about: str) -> None:
        self.issues = tuple(issues)
        super().__init__(*about, self.issues)

    def __str__(self) -> str:
        head = self._head.format(error=self, problems=count(self.issues, "problem"))
        left = len(self.issues[self._most :]) if self._most else 0
        return "\n".join((head, *map(self._line, self.issues[: self._most]), *([f"  and {left} more"] if left else [])))

    def _line(self, issue: Issue) -> str:
        if self._between is None:
            return f"  {issue}"
        return f"  {self._between.join(map(str, issue.path)) or 'as a whole'}: {issue.message}"


class InvalidEntityError(_ProblemsError, ValueError):
    """
    An entity was built with values that cannot be.

    Attributes:
        entity: The name of the class.
        issues: Everything that is wrong, in the order of the fields.
    """

    _head, _between, _most = "{error.entity}: {problems}", ".", 20

    def __init__(self, entity: str, issues: Iterable[Issue]) -> None:
        self.entity = entity
        super().__init__(issues, entity)


class ArgumentError(_ProblemsError, TypeError, ValueError):
    """
    A function was called with values that it cannot take; nothing was done.

    It is a `TypeError` and a `ValueError`, for whether the type or the value is wrong is often the same question.

    Attributes:
        function: The name of the function.
        issues: Everything that is wrong, in the order of the arguments; each path is the argument.
    """

    _head, _between = "{error.function}: {problems}, nothing was done", "."

    def __init__(self, function: str, issues: Iterable[Issue]) -> None:
        self.function = function
        super().__init__(issues, function)


class RefusedError(_ProblemsError):
    """
    A value of a document tree cannot be read as what a converter was asked for.

    Attributes:
        issues: Everything that is wrong, in document order; each path starts at the value.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        super().__init__(issues)


class DocumentError(_ProblemsError, ValueError):
    """
    A document or a table cannot be used, and nothing of it was.

    Attributes:
        document: The name of the file, or what the text claims to be.
        issues: Everything that is wrong, in document order.
        consequence: What was not done because of it.
    """

    _head = "{error.document}: {problems}, {error.consequence}"

    def __init__(self, document: str, issues: Iterable[Issue], consequence: str = "nothing was read") -> None:
        self.document = document
        self.consequence = consequence
        super().__init__(issues, document)
        self.args = (document, self.issues, consequence)


class CannotHoldError(_ProblemsError, ValueError):
    """
    A format has no place for what it was to write; nothing was written.

    Attributes:
        format: The name of the format.
        issues: Everything that it cannot hold.
    """

    _head = "{error.format} cannot hold this: {problems}, nothing was written"

    def __init__(self, format: str, issues: Iterable[Issue]) -> None:  # noqa: A002 - the word users look for
        self.format = format
        super().__init__(issues, format)


class MissingFileError(Gm100Error, FileNotFoundError):
    """
    There is no file at a path.
    """

    def __str__(self) -> str:
        return f"{self.filename:.200}: {self.strerror}"  # Contents in the place of a path may be long.


class MissingExtraError(Gm100Error, ImportError):
    """
    A feature needs a library that is installed only with an extra.

    Attributes:
        feature: What was asked for, such as `YAML`.
        extra: The extra that brings the library.
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(feature, extra)

    def __str__(self) -> str:
        return f"{self.feature} needs an extra: pip install 'gm100[{self.extra}]'"


class EngineLimitError(_ProblemsError, NotImplementedError):
    """
    An engine of frames cannot do what was asked, or not exactly; nothing was computed.

    Attributes:
        engine: The name of the engine, or `frames` where none of them can.
        issues: Everything that it cannot do, each with a way round.
    """

    _head, _between = "{error.engine}: {problems}, nothing was computed", ", "

    def __init__(self, engine: str, issues: Iterable[Issue]) -> None:
        self.engine = engine
        super().__init__(issues, engine)


class ScoringError(_ProblemsError, ValueError):
    """
    Rows cannot be scored with a scorecard; nothing was computed.

    Attributes:
        scorecard: The id of the scorecard.
        issues: Everything that is wrong, in the order of the rows; each path is the unit and the indicator.
    """

    _head, _between = "scoring with {error.scorecard}: {problems}, nothing was computed", ", "

    def __init__(self, scorecard: str, issues: Iterable[Issue]) -> None:
        self.scorecard = scorecard
        super().__init__(issues, scorecard)


class DefinitionError(_ProblemsError, ValueError):
    """
    A scorecard asks for something that the engine cannot do; nothing was computed.

    Attributes:
        scorecard: The id of the scorecard.
        issues: Everything that is wrong, in the order of the nodes; each path is the node and the field.
    """

    _head, _between = "scorecard {error.scorecard}: {problems}, nothing was computed", ", "

    def __init__(self, scorecard: str, issues: Iterable[Issue]) -> None:
        self.scorecard = scorecard
        super().__init__(issues, scorecard)


class DuplicateMethodError(Gm100Error, ValueError):
    """
    A method was added under a name that is taken.

    Attributes:
        kind: What it is, such as `aggregator`.
        slug: The name.
    """

    def __init__(self, kind: str, slug: str) -> None:
        self.kind = kind
        self.slug = slug
        super().__init__(kind, slug)

    def __str__(self) -> str:
        return f"{self.slug!r} is already the name of another {self.kind}; choose another name"


class UnknownIdError(Gm100Error, KeyError):
    """
    Something was asked for by an id that does not exist.

    Attributes:
        kind: What was looked for, such as `scorecard` or `rule of this book`.
        got: The id asked for.
        near: Ids that exist and look alike, best first.
    """

    def __init__(self, kind: str, got: str, near: Iterable[str] = ()) -> None:
        self.kind = kind
        self.got = got
        self.near = tuple(near)
        super().__init__(kind, got, self.near)

    def __str__(self) -> str:
        kind, of, whole = self.kind.partition(" of ")
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"unknown {kind} {self.got!r}{of}{whole}{hint}"


class UnknownPositionError(UnknownIdError, IndexError):
    """
    A sequence has no value at a position.
    """


class UnknownFormatError(UnknownIdError):
    """
    A file name or a format name that no serializer answers to.
    """


class Considered(Protocol):
    """
    A region or a province that a name may mean, and why, as `gm100.model.Candidate` is one.
    """

    @property
    def region(self) -> Any:
        """
        What it may mean.
        """
        ...

    @property
    def reason(self) -> str:
        """
        Why it was considered.
        """
        ...


class UnknownRegionError(UnknownIdError):
    """
    A name that means no region and no province, or says something that cannot be.

    Attributes:
        text: The name as it was given.
        note: Why it has no answer.
        candidates: What was considered and refused, each with the reason.
    """

    def __init__(self, text: str, note: str, candidates: Iterable[Considered] = ()) -> None:
        self.text = text
        self.note = note
        self.candidates = tuple(candidates)
        super().__init__("region", text, map(str, self.candidates))
        self.args = (text, note, self.candidates)

    def __str__(self) -> str:
        return f"unknown region {self.text!r}: {self.note}" + _listed(self.candidates)


class AmbiguousRegionError(Gm100Error, LookupError):
    """
    A name that fits several regions, or a region and a province, and does not say which.

    Attributes:
        text: The name as it was given.
        note: What would settle it.
        candidates: What it may mean, each with the reason.
    """

    def __init__(self, text: str, note: str, candidates: Iterable[Considered] = ()) -> None:
        self.text = text
        self.note = note
        self.candidates = tuple(candidates)
        super().__init__(text, note, self.candidates)

    def __str__(self) -> str:
        return f"{self.text!r} may mean several regions: {self.note}" + _listed(self.candidates)


class DuplicateIdError(Gm100Error, ValueError):
    """
    Something was added under an id that is taken.

    Attributes:
        kind: What was added, such as `rule`.
        got: The id.
    """

    def __init__(self, kind: str, got: str) -> None:
        self.kind = kind
        self.got = got
        super().__init__(kind, got)

    def __str__(self) -> str:
        return f"there is already a {self.kind} {self.got!r}; remove it first, or choose another id"


class UnreadableDateError(Gm100Error, ValueError):
    """
    A text is not a date that can be read without guessing.

    Attributes:
        text: The text, as printed.
        reason: Why it cannot be read, and what would help.
    """

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        self.reason = reason
        super().__init__(text, reason)

    def __str__(self) -> str:
        return f"{self.text!r} cannot be read as a date: {self.reason}"


class SubclassingError(Gm100Error, TypeError):
    """
    An entity class was subclassed.

    Entities are values; build on them with functions, or hold one in a class of your own.
    """


def _listed(candidates: tuple[Considered, ...]) -> str:
    return "".join(f"; {candidate}" for candidate in candidates)


def count(things: tuple[object, ...], noun: str) -> str:
    """
    Return how many there are, in words a person would write.

    >>> count((1,), "problem"), count((1, 2), "problem")
    ('1 problem', '2 problems')
    """
    return f"{len(things)} {noun}" if len(things) == 1 else f"{len(things)} {noun}s"


def shorten(value: object, limit: int = 60) -> str:
    """
    Return a value as a message can show it; what is long is cut before it is turned into text.
    """
    if isinstance(value, str | bytes) and len(value) > limit:
        value = value[:limit]
    elif isinstance(value, dict | list | tuple | frozenset) and len(value) > limit:
        value = f"{type(value).__name__} of {len(value)}"
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # A tree too deep, or a number of more digits than Python will print.
        return f"a {type(value).__name__}"
    return text if len(text) <= limit else f"{text[: limit - 3]}..."
