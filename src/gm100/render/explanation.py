"""
The lines of an explanation: a calculation as a person would write it down, in Indonesian or English.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from gm100.render.values import number
from gm100.text.layout import columns
from gm100.text.words import translated, words_of

if TYPE_CHECKING:
    from gm100.model.result import NodeScore, ScoreResult

Line: TypeAlias = tuple[str, str, str, str, str]
"""Node, value, weight, part, remark."""


def explanation(result: ScoreResult, *, questions: bool, lang: str) -> str:
    """
    Return the whole way to an index as text, with its band and what a reader must know of it.

    Raises:
        UnknownIdError: There is no such language.
    """
    head = f"{result.label}, {result.scorecard}"
    if result.root is None:
        says = words_of("explanation", lang)
        status = says.get(result.status.value, result.status.value)
        return f"{head}\n  {says['no_index'].format(status=status)}"
    rows = columns(calculation(result.root, questions=questions, lang=lang), "lrlrl")
    said = (f"  {each}" for each in (result.band, result.remark) if each)
    return "\n".join((head, *(f"  {row}" for row in rows), *said))


def calculation(root: NodeScore, *, questions: bool, lang: str = "en") -> Iterator[Line]:
    """
    Yield the lines of a tree: what a node is made of is above it, its sum and rounding below.
    """
    writer = _Writer(lang, questions=questions)
    yield from writer.made_of(root, 0)
    yield from writer.totals(root)


class _Writer:
    """
    Writes the lines in one language; what a method is called is as the scorecard has it.
    """

    def __init__(self, lang: str, *, questions: bool) -> None:
        self._lang, self._questions = lang, questions
        self._says = words_of("explanation", lang)

    def made_of(self, node: NodeScore, depth: int) -> Iterator[Line]:
        for child in node.children:
            if child.of_questions and not self._questions:
                remark = self._says["questions"].format(count=len(child.children), before=self._from(child))
            else:
                yield from self.made_of(child, depth + 1)
                remark = self._remark(child)
            yield self._line(child, "  " * depth, self._weight(node, child), remark)

    def totals(self, node: NodeScore) -> Iterator[Line]:
        if node.value is None:
            yield (node.id, self._says["no_value"], "", "", "")
            return
        total = sum((c.contribution for c in node.children if c.contribution is not None), Decimal(0))
        if node.children:
            yield (node.id, "", node.method or self._says["sum"], number(total, self._lang), "")
        else:
            yield (node.id, number(node.unrounded, self._lang), "", "", translated(node.remark or "", self._lang))
        if node.rounding:
            yield (
                "",
                "",
                "",
                number(node.value, self._lang),
                self._says["rounded"].format(rule=translated(node.rule or "", self._lang)),
            )

    def _from(self, node: NodeScore) -> str:
        if not node.rounding:
            return ""
        return self._says["from"].format(
            value=number(node.unrounded, self._lang), rule=translated(node.rule or "", self._lang)
        )

    def _remark(self, node: NodeScore) -> str:
        """
        Say how a value came about: normalised, rounded, imputed.
        """
        raw = f"{node.raw} {node.unit}" if node.unit else node.raw
        said = [self._says["by"].format(raw=raw, method=node.method)] if node.raw is not None else []
        if node.raw is None and node.method is not None:
            said.append(node.method)
        if node.rounding:
            said.append(self._says["value"].format(before=self._from(node)))
        return "; ".join([*said, *([translated(node.remark, self._lang)] if node.remark else [])])

    def _weight(self, group: NodeScore, node: NodeScore) -> str:
        """
        Return the weight as it works in the group: a factor of a sum, or the share of a value that is not a sum.
        """
        if group.method is not None and group.method != "sum":
            return self._says["weight"].format(weight=number(node.weight, self._lang))
        factor = "" if group.factor is None else f" x {number(group.factor, self._lang)}"
        return f"x {number(node.weight, self._lang)}{factor} ="

    def _line(self, node: NodeScore, indent: str, weight: str, remark: str) -> Line:
        if node.value is None or node.weight is None or node.contribution is None:
            return (indent + node.id, self._says["no_value"], "", "", translated(node.remark or "", self._lang))
        part = node.contribution - node.part_rounding
        if node.part_rounding:
            remark = f"-> {number(node.contribution, self._lang)}" + (f"  ({remark})" if remark else "")
        return (indent + node.id, number(node.value, self._lang), weight, number(part, self._lang), remark)
