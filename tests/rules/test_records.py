"""
The records of the rules: who is behind them, what they cite, and that both languages say the same.
"""

from __future__ import annotations

from string import Formatter

import build_rules
import pytest

from gm100 import Evidence, RuleKind, Severity
from gm100.rules import BOOK_2018, BookRule
from gm100.rules.editions import RULES

BY_ID = {rule.id: rule for rule in RULES}


class TestRecords:
    def test_the_file_is_that_of_the_sources(self) -> None:
        """The records that the package reads are those of `tools/sources/rules`."""
        assert build_rules.main(["--check"]) == 0

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_a_must_has_the_ministry_behind_it(self, rule: BookRule) -> None:
        """Only what a letter, a report or a page of the ministry says is a must, and no rule on the record is one."""
        by_ministry = [s for s in rule.record.sources if s.publisher == "Ditjen Aptika, Kominfo" and not s.sponsored]
        if rule.record.severity is Severity.MUST:
            assert by_ministry
            assert {s.evidence for s in by_ministry} & {Evidence.OFFICIAL, Evidence.SITE}
            assert rule.record.kind is RuleKind.PROGRAMME

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_sources_can_be_found(self, rule: BookRule) -> None:
        """Each source gives an address, a number or a publisher, as the rules ask of a dossier."""
        assert all(source.address or source.number or source.publisher for source in rule.record.sources)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_an_advertisement_never_stands_alone(self, rule: BookRule) -> None:
        """A rule does not rest on an advertisement alone."""
        assert not all(source.sponsored for source in rule.record.sources)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_both_languages_say_the_same_values(self, rule: BookRule) -> None:
        """The sentence of a finding names the same values in both languages, but for the reason of a date."""
        text = rule.record.finding
        names = (
            [{name for _, name, _, _ in Formatter().parse(said) if name} for said in (text.id, text.en)] if text else []
        )
        assert not names or names[0] - {"day", "reason"} == names[1] - {"why"}

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_indonesian_is_official(self, rule: BookRule) -> None:
        """No colloquial words: official texts write memiliki, dilaksanakan."""
        record = rule.record
        texts = [text.id for text in (record.title, record.explanation, record.remedy, record.finding) if text]
        assert not {"punya", "digelar", "bikin", "nggak"} & {
            word.strip(".,;:") for t in texts for word in t.lower().split()
        }

    @pytest.mark.parametrize(
        "rule", [r for r in RULES if r.record.kind is RuleKind.PROGRAMME], ids=lambda rule: rule.id
    )
    def test_its_remedy_says_who(self, rule: BookRule) -> None:
        """What to do begins with who does it."""
        who = (
            "dinas kominfo",
            "kepala daerah",
            "bappeda",
            "opd",
            "tim",
            "bagian",
            "ketua",
            "keanggotaan",
            "bpkad",
            "simpan",
        )
        assert rule.record.remedy.id.lower().startswith(who)

    def test_there_are_enough(self) -> None:
        """The programme asks for many things; at least forty are rules, and ids are never used twice."""
        assert len(BY_ID) == len(RULES) >= 40

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_weak_evidence_makes_no_demand(self, rule: BookRule) -> None:
        """A rule that rests on conventions, inference or memory alone is a may."""
        weak = {Evidence.CONVENTION, Evidence.INFERRED, Evidence.MEMORY}
        if all(source.evidence in weak for source in rule.record.sources):
            assert rule.record.severity is Severity.MAY

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_a_record_is_bilingual(self, rule: BookRule) -> None:
        """Title and remedy differ between the languages, and titles do not repeat."""
        record = rule.record
        assert record.title.id != record.title.en
        assert record.remedy.id != record.remedy.en
        assert sum(other.record.title == record.title for other in RULES) == 1

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    def test_its_parameters_exist(self, rule: BookRule) -> None:
        """A parameter that a record names is one of the book."""
        known = {parameter.id for parameter in BOOK_2018.parameters}
        assert set(rule.record.parameters) <= known
