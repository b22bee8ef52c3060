"""
Lenient parsing: what is nearly right is corrected by an explicit list, and every change is noted.

Strict parsing has no code of its own: it is what the readers do. Lenient parsing changes the tree before they see it,
so whatever it allows has still been read strictly.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from gm100.errors import Issue, PathPart, RefusedError, shorten
from gm100.model.indonesian import read_date, read_stage
from gm100.serializers.document.limits import LIMITS, Limits, refuse_nodes
from gm100.serializers.document.tree import Repeated
from gm100.serializers.structure.scalars import NUMBER
from gm100.serializers.structure.shapes import KIND, Shape, choose, is_enum, is_tagged, rule_table, shape_of, untagged
from gm100.text.dates import PartialDate
from gm100.text.words import catalogue

Path = tuple[PathPart, ...]

INDONESIAN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "alamat": "address",
        "catatan": "note",
        "daerah": "region",
        "dimensi": "dimension",
        "ibu_kota": "capital",
        "indeks": "published_index",
        "jabatan": "office",
        "judul": "title",
        "jumlah": "count",
        "kelompok": "group",
        "kode": "code",
        "kode_bps": "bps_code",
        "luas_km2": "area_km2",
        "mulai": "start",
        "nama": "name",
        "nilai": "value",
        "nomor": "number",
        "pelaksana": "owner",
        "pemateri": "speakers",
        "penerbit": "publisher",
        "penduduk": "population",
        "peringkat": "published_rank",
        "peserta": "participants",
        "pilar": "pillars",
        "provinsi": "province",
        "selesai": "end",
        "skor": "scores",
        "sumber": "source",
        "tahap": "stage",
        "tahun": "year",
        "tempat": "place",
        "zona_waktu": "timezone",
    }
)
"""Indonesian names of fields; each holds where an entity has the field it stands for."""


class LenientOptions(NamedTuple):
    """
    What lenient parsing accepts beyond the document format.

    Attributes:
        names: Other names of fields.
        decimal_comma: Whether `3,08` is a number.
        keep_unknown: Whether keys that no field has are kept in the report; otherwise they are errors.
        words: Whether dates, stages and words of vocabularies may be Indonesian: `8 Mei 2018`, `I`, `anggota`.
    """

    names: Mapping[str, str] = INDONESIAN
    decimal_comma: bool = True
    keep_unknown: bool = True
    words: bool = True

    def __reduce__(self) -> tuple[Any, ...]:
        return _lenient_options, (None if self.names is INDONESIAN else dict(self.names), *self[1:])

    def prepare(self, body: Any, cls: Any, notes: Notes, *, many: bool) -> Any:
        """
        Return the body of a document as strict parsing wants it, and note every change.
        """
        if not many:
            return self._entity(body, cls, notes)
        if not isinstance(body, list):
            return body
        return [self._entity(each, cls, notes.below(place)) for place, each in enumerate(body)]

    def _entity(self, value: Any, cls: Any, notes: Notes) -> Any:
        if not isinstance(value, dict):
            return value
        made = _empty_like(value)
        self._region(value, cls, made, notes)
        for key, given in value.items():
            name = self._name(key, cls, value)
            rule = rule_table(cls).get(name)
            if rule is None and self.keep_unknown:
                notes.unknown(key, given)
                continue
            if name != key:
                notes.renamed(str(key), name)
            made[name] = given if rule is None else self._value(given, shape_of(rule.hint), notes.below(name))
        return made

    def _region(self, value: dict[Any, Any], cls: Any, made: dict[Any, Any], notes: Notes) -> None:
        """
        Give an entity the region of the one it is in, where it names none of its own.
        """
        rule = rule_table(cls).get("region") if self.words else None
        if rule is None:
            return
        own = next((given for key, given in value.items() if self._name(key, cls, value) == "region"), None)
        if own is None and rule.required and notes.region is not None:
            made["region"] = notes.region
        elif isinstance(own, str):
            notes.region = own

    def _name(self, key: Any, cls: Any, given: Mapping[Any, Any]) -> Any:
        fields = rule_table(cls)
        if key in fields or not isinstance(key, str):
            return key
        name = self.names.get(key.casefold().replace(" ", "_"))
        return name if name in fields and name not in given else key

    def _value(self, value: Any, shape: Shape, notes: Notes) -> Any:
        if shape.kind == "entity":
            return self._entity(value, shape.of, notes)
        if shape.kind == "union" and isinstance(value, dict):
            return self._choice(value, shape, notes)
        if shape.kind == "many" and isinstance(value, list):
            inner = shape_of(shape.of)
            return [self._value(each, inner, notes.below(place)) for place, each in enumerate(value)]
        if not isinstance(value, str):
            return value
        if shape.of is Decimal and self.decimal_comma:
            return self._number(value, notes)
        return self._word(value, shape.of, notes) if self.words else value

    def _word(self, value: str, kind: Any, notes: Notes) -> Any:
        """
        Return what an Indonesian date, stage or word of a vocabulary is in a document.
        """
        read: Any = value
        if kind is PartialDate:
            read = _day(value)
        elif is_enum(kind):
            known = [member.value for member in kind]
            read = value if value in known else _member(value, known)
        if read != value:
            notes.number(value, str(read), code="word")
        return read

    def _choice(self, value: dict[str, Any], shape: Shape, notes: Notes) -> Any:
        try:
            cls = choose(shape.of, value)
        except RefusedError:
            return value
        if not is_tagged(shape.of):
            return self._entity(value, cls, notes)
        made = self._entity(untagged(value), cls, notes)
        made[KIND] = value[KIND]
        return made

    def _number(self, value: str, notes: Notes) -> str:
        plain = value.replace(",", ".", 1)
        if plain == value or "." in value or not NUMBER.fullmatch(plain):
            return value
        notes.number(value, plain)
        return plain


def _day(text: str) -> str:
    """
    Return a day, month or year that is written in Indonesian as ISO text, and any other text as it is.
    """
    try:
        found = read_date(text)
    except ValueError:
        return text
    whole = found.start == found.end and found.contradiction is None and found.time is None
    return str(found.start) if whole else text


def _member(text: str, known: list[Any]) -> Any:
    """
    Return the value of a vocabulary that an Indonesian word stands for, and the word where none of them is meant.
    """
    if all(isinstance(value, int) for value in known):
        try:
            return read_stage(text)
        except ValueError:
            return text
    words = catalogue()["vocabulary"]
    plain = text.casefold().strip()
    return next((value for value in known if value in words and words[value]["id"] == plain), text)


def _empty_like(value: dict[Any, Any]) -> dict[Any, Any]:
    if not isinstance(value, Repeated):
        return {}
    made = Repeated()
    made.repeated_keys = value.repeated_keys
    return made


def _lenient_options(names: Mapping[str, str] | None, *rest: Any) -> LenientOptions:
    return LenientOptions(INDONESIAN if names is None else names, *rest)


LENIENT: Final = LenientOptions()
"""Unknown keys are kept, Indonesian names and decimal commas are read."""


_WEIGHT: Final = 10
"""For how many values of a document a line of the report counts: it takes as much memory."""


class Notes:
    """
    What a lenient reading did, at the places where the document has it.

    Attributes:
        changes: Everything that was read as something else.
        region: The region of the entity that this is in.
        kept: The keys that no field has, with their values.
        names: For each field that was renamed the key that the document has.
        numbers: For each number that was written otherwise the text that the document has.
    """

    def __init__(self, limits: Limits = LIMITS, above: Notes | None = None, here: Path = ()) -> None:
        self._limits = limits
        self.region: str | None = above.region if above else None
        self.changes: list[Issue] = above.changes if above else []
        self.kept: list[tuple[Path, Any]] = above.kept if above else []
        self.names: dict[Path, str] = above.names if above else {}
        self.numbers: dict[Path, str] = above.numbers if above else {}
        self._here = here

    def below(self, step: PathPart) -> Notes:
        """
        Return the same notes, one step further into the document.
        """
        return Notes(self._limits, self, (*self._here, step))

    def renamed(self, key: str, name: str) -> None:
        """
        Note that a key was read as a field of another name.
        """
        self.names[(*self._here, name)] = key
        self.changed("renamed", f"read {key} as {name}", key, key)

    def number(self, written: str, plain: str, code: str = "decimal-comma") -> None:
        """
        Note that a number or a word here was read in its plain form.
        """
        self.changed(code, f"read {written} as {plain}", written)
        self.numbers[self._here] = written

    def changed(self, code: str, message: str, got: str, *more: PathPart) -> None:
        """
        Note that something here was read as something else.
        """
        self._note(Issue(code, message, (*self._here, *more), got))

    def unknown(self, key: Any, value: Any) -> None:
        """
        Keep a key that no field has, with its value.
        """
        issue = Issue("unknown-key", "kept in the report, in no entity", (*self._here, str(key)), shorten(value))
        self._note(issue)
        self.kept.append((self.changes[-1].path, value))

    def _note(self, issue: Issue) -> None:
        self.changes += self.original([issue])
        refuse_nodes(_WEIGHT * len(self.changes), self._limits)

    def original(self, issues: list[Issue]) -> list[Issue]:
        """
        Return issues as the document has it: with its names in their paths, and its numbers in what was got.
        """
        return [self._got(issue)._replace(path=self._as_written(issue.path)) for issue in issues]

    def _got(self, issue: Issue) -> Issue:
        written = self.numbers.get(issue.path)
        if written is None or issue.got is None:
            return issue
        got = shorten(written) if issue.got.startswith("'") else written
        return issue._replace(got=got, message=issue.message.replace(issue.got, got, 1))

    def _as_written(self, path: Path) -> Path:
        if not self.names:
            return path
        return tuple(self.names.get(path[: n + 1], step) for n, step in enumerate(path))


class Reading(NamedTuple):
    """
    What a lenient reading gives back.

    Attributes:
        data: The entity, or a tuple of entities.
        changes: Everything that differed from the document format, in document order.
        unknown: The keys that no field has, with their values: path and value.
    """

    data: Any
    changes: tuple[Issue, ...]
    unknown: tuple[tuple[Path, Any], ...]


def reading(data: Any, notes: Notes) -> Reading:
    """
    Return the data with the notes on how it was read.
    """
    return Reading(data, tuple(notes.changes), tuple(notes.kept))
