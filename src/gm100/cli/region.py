"""
`gm100 region`: find the region that a name means, or a whole column of them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gm100.cli._given import place_of
from gm100.cli._output import remark, show
from gm100.cli._parse import misused
from gm100.model import Resolution, Resolutions, ResolutionStatus
from gm100.reference import regions
from gm100.text.words import translated, words_of

COLUMNS = ("text", "status", "code", "name", "kind", "province", "corrected", "candidates", "note")
EXIT_CODES = {ResolutionStatus.RESOLVED: 0, ResolutionStatus.AMBIGUOUS: 3, ResolutionStatus.UNKNOWN: 4}


def run(args: SimpleNamespace) -> int:
    """
    Run the command.
    """
    if (args.text is None) == (args.file is None):
        raise misused(args.lang, "name_or_file")
    if args.file is None:
        found = regions().resolve_all([args.text], on=args.on, within=args.within, corrections=not args.exact)
        text = "\n".join(_answer(result, args.lang) for result in found)
    else:
        found = _of_file(args)
        text = "\n".join(f"{result.text}: {_answer(result, args.lang)}" for result in found)
    json = args.format == "json"
    show(args, "regions", map(_row, found) if json else found.to_rows(), COLUMNS, as_of=args.on, text=text)
    if args.file is not None:
        head, *lines = found.summary().splitlines()
        remark(translated(head, args.lang), *(f"  {translated(line.strip(), args.lang)}" for line in lines))
    return max((EXIT_CODES[result.status] for result in found), default=0)


def _of_file(args: SimpleNamespace) -> Resolutions:
    """
    Return the answers for a file: a table where its first line names columns, else a name in each line.

    Raises:
        DocumentError: The table cannot be read, or no column of it has names or codes.
    """
    from gm100.reference import resolve_table

    return resolve_table(
        place_of(args.file),
        on=args.on,
        within=args.within,
        level=args.level,
        bare=args.bare,
        corrections=not args.exact,
        known=place_of(args.known) if args.known else (),
        sheet=args.sheet,
    )


def _answer(result: Resolution, lang: str) -> str:
    if result.region is not None:
        says = words_of("region", lang)["corrected"].format(text=repr(result.text), read=result.corrected)
        return f"{result.region} ({says})" if result.corrected else str(result.region)
    head = ": ".join(translated(text, lang) for text in (str(result.status), result.note or ""))
    listed = (f"  {each.region} ({translated(each.reason, lang)})" for each in result.candidates)
    return "\n".join([head, *listed])


def _row(result: Resolution) -> dict[str, Any]:
    candidates = [{"code": c.region.code, "name": c.region.full_name, "reason": c.reason} for c in result.candidates]
    return result.to_row() | {"candidates": candidates, "dropped": result.dropped}
