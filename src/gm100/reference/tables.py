"""
Tables of regions: names, codes, kinds and provinces read together, and what the whole column says of a single row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

from gm100.errors import DocumentError, Issue
from gm100.fields.arguments import checked, day_if, one_of, refused
from gm100.fields.convert import cell_text
from gm100.model._entity import evolve
from gm100.model.region import Province, Region
from gm100.model.resolution import Candidate, Resolution, Resolutions, ResolutionStatus
from gm100.reference.areas import area_of, provinces, regions
from gm100.reference.names.columns import (
    Roles,
    Scheme,
    code_text,
    is_bps,
    is_header,
    lost_zero,
    roles_of,
    scheme_of,
    schemes,
)
from gm100.reference.names.grammar import Rank, plain, readings, take_apart
from gm100.scoring.table.reading import columns_of, rows_from
from gm100.serializers.document.opening import Place

if TYPE_CHECKING:
    from gm100.serializers.tabular.reading import Table

_CONSEQUENCE = "nothing was resolved"

_FEWEST = 3
"""Rows that a column must have, all of provinces, before an ambiguous name in it is read as a province."""


class Options(NamedTuple):
    """
    How a table is read.

    Attributes:
        on: The day of the document.
        within: The province all rows lie in.
        level: What the rows name: `region` or `province`; nothing where the table shall say.
        bare: What a name without a kind is: `kabupaten` or `kota`; nothing where the table shall say.
        corrections: Whether spelling mistakes are corrected.
        known: Codes by the text that the user wants read so.
    """

    on: date | None
    within: str | Province | None
    level: str | None
    bare: str | None
    corrections: bool
    known: Mapping[str, str]


@checked
def resolve_table(  # noqa: PLR0913 - each is its own choice, given by name
    table: Any,
    *,
    columns: Mapping[str, str] | None = None,
    on: date | str | None = None,
    within: str | Province | None = None,
    level: str | None = None,
    bare: str | None = None,
    corrections: bool = True,
    known: Mapping[str, str] | Iterable[Mapping[str, Any]] | Place = (),
    sheet: str | None = None,
) -> Resolutions:
    """
    Return which region each row of a table is about; name, code, kind and province of a row must agree.

    What the table shows as a whole settles single rows, and the remarks of the answer say so: the scheme of its codes,
    what a name without a kind is, whether its rows are provinces.

    >>> found = resolve_table([{"nama": "KOTA MALANG"}, {"nama": "MALANG"}, {"nama": "TUBAN"}])
    >>> [row.code for row in found], found.remarks
    (['35.73', '35.07', '35.23'], ("1 name without a kind is listed with 'Kota X': read as kabupaten",))

    Args:
        table: Rows that are mappings, columns by name, a list of names, a frame that narwhals knows, or the path of a
            file: a table, or a text with a name in each line.
        columns: Which column is the `name`, the `code`, the `kind`, the `province`, where the header does not say.
        on: The day of the document, also as `YYYY-MM-DD`.
        within: The province all rows lie in: itself, its code, or its name.
        level: What the rows name, `region` or `province`.
        bare: What a name without a kind is, `kabupaten` or `kota`.
        corrections: Whether a spelling mistake is corrected.
        known: What the user reads otherwise: codes by text, or the rows of an earlier answer with the codes
            filled in, also in a file.
        sheet: The sheet of a workbook; without it the first.

    Raises:
        DocumentError: No column of names or codes is found, or a code in `known` does not exist.
        UnknownIdError: There is no such province to look in.
        ArgumentError: `level` or `bare` is none of its values.
    """
    for name, value, allowed in (("level", level, ("region", "province")), ("bare", bare, ("kabupaten", "kota"))):
        if value is not None and value not in allowed:
            raise refused(name, value, one_of(allowed))
    given, file = _opened(table, sheet)
    rows = _rows(given)
    roles = _roles(rows, columns, file)
    if roles.name == roles.province and roles.name is not None:
        level = level or "province"
    options = Options(day_if(on), within, level, bare, corrections, _known(_opened(known, None)[0]))
    return _Reader(roles, options, file.said("en") if file else ()).read(rows)


def _opened(table: Any, sheet: str | None) -> tuple[Any, Table | None]:
    """
    Return the rows or the lines of a file or a stream, and what was read; anything else as it is.
    """
    if not isinstance(table, str | PathLike) and not hasattr(table, "read"):
        return table, None
    from gm100.serializers.tabular.reading import read

    found = read(table, is_table=is_header, sheet=sheet).sound(consequence=_CONSEQUENCE)
    return list(found.lines) or [row for _, row in found.rows], found


def _rows(table: Any) -> list[Mapping[str, Any]]:
    """
    Return the rows of a table; a list of texts is a table of one column of names.
    """
    rows: list[Any] = list(rows_from(columns_of(table)))
    if rows and all(isinstance(row, str) for row in rows):
        return [{"text": row} for row in rows]
    strange = [row for row in rows if not isinstance(row, Mapping)]
    if strange:
        raise refused("table", strange[0], "rows that are mappings, columns by name, a list of names, or a frame")
    return rows


def _roles(rows: list[Mapping[str, Any]], columns: Mapping[str, str] | None, file: Table | None) -> Roles:
    header = list(dict.fromkeys(str(name) for row in rows for name in row))
    given: dict[str, Any] = dict(columns or {})
    wrong = [
        Issue("missing", "the table has no such column", (name,), name) for name in given.values() if name not in header
    ]
    wrong += [
        Issue("unknown", f"{role!r} is not a role; expected name, code, kind or province", (role,), role)
        for role in given
        if role not in Roles._fields[:-1]
    ]
    if wrong:
        raise DocumentError("table", wrong, _CONSEQUENCE)
    roles = roles_of(header)._replace(**given)
    roles = roles._replace(bps=is_bps(roles.code))
    if roles.name is None and roles.code is None:
        roles = roles._replace(name=roles.province)
    if rows and roles.name is None and roles.code is None:
        message = f"no column of names or codes among {', '.join(header)}; say columns={{'name': ...}}"
        if file is not None:
            file.sound([Issue("missing", message, line=1)], _CONSEQUENCE)
        raise DocumentError("table", [Issue("missing", message)], _CONSEQUENCE)
    return roles


def _known(known: Mapping[str, str] | Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """
    Return the user's own readings; of rows those count that have a text and a code.
    """
    pairs = (
        known.items() if isinstance(known, Mapping) else [(row.get("text"), row.get("code")) for row in _rows(known)]
    )
    read = ((cell_text(text), cell_text(code)) for text, code in pairs)
    found = {text: code for text, code in read if text and code}
    issues = [
        Issue("unknown-region", f"unknown region code {code!r}; expected a code such as 35.03", (text,), code)
        for text, code in found.items()
        if code not in regions() and code not in provinces()
    ]
    if issues:
        raise DocumentError("known", issues, _CONSEQUENCE)
    return found


class _Reader:
    """
    Reads one table.
    """

    def __init__(self, roles: Roles, options: Options, remarks: Iterable[str]) -> None:
        self._roles = roles
        self._options = options
        self._remarks = [*remarks]
        self._match = cache(self._uncached)

    def read(self, rows: list[Mapping[str, Any]]) -> Resolutions:
        """
        Return the answers: those of the names first, then what the column says of them, then the codes.
        """
        texts = [self._cell(row, self._roles.name) for row in rows]
        found = [self._by_name(text, row) for text, row in zip(texts, rows, strict=True)]
        found = self._by_level(found)
        found = self._by_convention(texts, found)
        if self._roles.code is not None:
            found = self._by_codes([code_text(row.get(self._roles.code)) for row in rows], found)
        found = [self._by_user(one) for one in found]
        return Resolutions(tuple(found), remarks=tuple(self._remarks))

    def _cell(self, row: Mapping[str, Any], column: str | None) -> str:
        return "" if column is None else cell_text(row.get(column))

    def _by_name(self, text: str, row: Mapping[str, Any]) -> Resolution:
        """
        Answer a name with the kind before it and within the province of its row.
        """
        kind, province = self._cell(row, self._roles.kind), ""
        if self._roles.province != self._roles.name:
            province = self._cell(row, self._roles.province)
        return self._match(text, kind, province)

    def _uncached(self, text: str, kind: str, province: str) -> Resolution:
        options, within = self._options, self._options.within
        if province and text:
            named = regions().match(province if province.isdecimal() else f"Provinsi {province}")
            if not isinstance(named.region, Province):
                note = f"the province {province!r} is not understood"
                return Resolution(text, status=ResolutionStatus.UNKNOWN, candidates=named.candidates, note=note)
            within = named.region
        before = f"{kind} " if kind and not _ranks(text) else ""
        before = before or ("Provinsi " if options.level == "province" and not _ranks(text) else "")
        found = regions().match(before + text, on=options.on, within=within, corrections=options.corrections)
        return evolve(found, text=text)

    def _by_level(self, found: list[Resolution]) -> list[Resolution]:
        """
        Settle names that a province and a region share, where the column is of the one or the other.
        """
        level = self._options.level
        if level is None:
            answered = [one.region for one in found if one.region is not None]
            if len(answered) >= _FEWEST and all(isinstance(region, Province) for region in answered):
                level = "province"
                self._remarks.append("every other row is a province: names that a region shares are read as provinces")
        if level is None:
            return found

        def fits(candidate: Candidate) -> bool:
            return isinstance(candidate.region, Province) == (level == "province")

        return [_among(one, [*filter(fits, one.candidates)]) for one in found]

    def _by_convention(self, texts: list[str], found: list[Resolution]) -> list[Resolution]:
        """
        Settle names that a kabupaten and a kota share, where the column writes one of the two before a name.
        """
        bare = self._options.bare or _convention(texts, found)
        if bare is None:
            return found
        settled = [one if _ranks(text) else _of_kind(one, bare) for text, one in zip(texts, found, strict=True)]
        changed = sum(one is not other for one, other in zip(found, settled, strict=True))
        if changed and self._options.bare is None:
            names = "1 name without a kind is listed" if changed == 1 else f"{changed} names without a kind are listed"
            other = "Kota" if bare == "kabupaten" else "Kabupaten"
            self._remarks.append(f"{names} with '{other} X': read as {bare}")
        return settled

    def _by_codes(self, codes: list[str], found: list[Resolution]) -> list[Resolution]:
        """
        Settle and check names by the codes beside them.
        """

        def agrees(row: int, area: str) -> bool:
            answer = found[row]
            return not answer.text or any(candidate.region.code == area for candidate in answer.candidates)

        fitting = scheme_of(codes, schemes(bps=self._roles.bps, on=self._options.on), agrees)
        if fitting:
            self._remarks.append(f"codes of the column {self._roles.code}: {' or '.join(s.name for s in fitting)}")
        return [_with_code(one, code, fitting) for one, code in zip(found, codes, strict=True)]

    def _by_user(self, one: Resolution) -> Resolution:
        code = self._options.known.get(one.text)
        if code is None:
            return one
        return _resolved(one, Candidate(region=area_of(code), reason="what you gave"))


def _ranks(text: str) -> frozenset[Rank]:
    """
    Return the kinds that a text says.
    """
    parts = take_apart(plain(text))
    return frozenset().union(*(way.ranks for way in readings(parts.head)))


def _convention(texts: list[str], found: list[Resolution]) -> str | None:
    """
    Return what a name without a kind is in a column: the kind that is never written, if the other is.

    The column must have a name both bare and behind the other kind, and no bare name that can only be of the other.
    """
    said = {rank for text in texts for rank in _ranks(text)} & {Rank.KABUPATEN, Rank.KOTA}
    if len(said) != 1:
        return None
    is_kota = said == {Rank.KOTA}
    named = {
        one.region.name
        for text, one in zip(texts, found, strict=True)
        if _ranks(text) and isinstance(one.region, Region)
    }
    bare = [one for text, one in zip(texts, found, strict=True) if not _ranks(text)]
    twins = any(c.region.name in named for one in bare if one.region is None for c in one.candidates)
    against = any(isinstance(one.region, Region) and one.region.kind.is_kota == is_kota for one in bare)
    return ("kabupaten" if is_kota else "kota") if twins and not against else None


def _of_kind(one: Resolution, kind: str) -> Resolution:
    def fits(region: Region | Province) -> bool:
        return isinstance(region, Region) and region.kind.is_kota == (kind == "kota")

    return _among(one, [candidate for candidate in one.candidates if fits(candidate.region)])


def _among(one: Resolution, candidates: list[Candidate]) -> Resolution:
    """
    Return an ambiguous answer as the one of its candidates that is left, and any other answer as it is.
    """
    return _resolved(one, candidates[0]) if one.status == "ambiguous" and len(candidates) == 1 else one


def _with_code(one: Resolution, code: str, fitting: list[Scheme]) -> Resolution:
    """
    Return an answer that agrees with a code; a code decides alone only where there is no name.
    """
    areas = dict.fromkeys(area for scheme in fitting if (area := scheme.read(code)) is not None)
    guess = lost_zero(code)
    if not code or (not areas and guess is None and one.region is None and one.text):
        return one
    if not areas and one.region is not None and code.isdecimal():
        # BPS gave twenty regions of Papua codes that no source confirms; the name is enough.
        return evolve(one, note=f"{one.note}; no source confirms the code {code}")
    listed = [c for c in one.candidates if c.region.code in areas or c.region.code == guess]
    if one.text and listed and one.status != "unknown":
        return one if one.region is not None else _among(one, listed)
    offered = [Candidate(region=area_of(area), reason=f"its code {code}") for area in (*areas, *filter(None, [guess]))]
    if not one.text and len(areas) == 1:
        return _resolved(evolve(one, text=code), offered[0])
    note = f"unknown region code {code!r}" if not offered else f"the code {code} and the name disagree"
    if guess is not None:
        note = f"{code} is not a code; {guess} may be meant, whose last zero a spreadsheet drops"
    elif not one.text and len(areas) > 1:
        note = f"{code} is a code of several schemes, and nothing in the column says which; say it in the header"
    status = ResolutionStatus.AMBIGUOUS if len(areas) > 1 and not one.text else ResolutionStatus.UNKNOWN
    candidates = (*offered, *(c for c in one.candidates if all(c.region != o.region for o in offered)))
    return evolve(
        one, text=one.text or code, status=status, region=None, candidates=candidates, note=note, corrected=None
    )


def _resolved(one: Resolution, candidate: Candidate) -> Resolution:
    note = f"read as {candidate.reason}"
    return evolve(one, status=ResolutionStatus.RESOLVED, region=candidate.region, candidates=(candidate,), note=note)
