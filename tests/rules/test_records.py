"""
The records of the rules: who is behind them, what they cite, and that both languages say the same.
"""

from __future__ import annotations

from string import Formatter

import build_rules
from build_rule_catalogue import PAGE

from gm100 import Evidence, RuleKind, Severity
from gm100.render.checks import effective
from gm100.rules import BOOK_2018
from gm100.rules.editions import RULES

BY_ID = {rule.id: rule for rule in RULES}


SEVERITIES = {
    "must": {
        "MEMBERSHIP": "001 002 005 006",
        "MOU": "001",
        "INSTITUTION": "006 007",
        "BIMTEK": "001 002 003",
        "MASTERPLAN": "004 005 011 013",
        "QUICKWIN": "005",
        "EVALUATION": "001 003 004 006 007 009 013 016",
    },
    "may": {
        "MEMBERSHIP": "004",
        "MOU": "005 006 007 008",
        "INSTITUTION": "004 005 008 011",
        "BIMTEK": "004 005 006 007 009 011 013",
        "MASTERPLAN": "007 008 009 010 012 015 016 017 020 021 022 025 026 027",
        "QUICKWIN": "006 007 008 009 013",
        "EVALUATION": "008 012 019",
        "AWARD": "002 003 004 005 006",
        "DATE": "004",
        "SOURCE": "001 002 003",
        "RECORD": "002 003",
    },
}
"""How much each rule weighs by its evidence; all others are a should."""

EFFECTIVE = {
    "from 2020 (years)": {"QUICKWIN": "003"},
    "from 2022 (cohorts)": {"QUICKWIN": "002"},
    "from 2022 (years)": {
        "INSTITUTION": "006 007 009 012",
        "MASTERPLAN": "004 005 014 023 024",
        "QUICKWIN": "004 010 011",
        "EVALUATION": "003 006 009 010 012",
    },
    "from 2023 (cohorts)": {"INSTITUTION": "001 002", "MASTERPLAN": "027"},
    "from 2023 (years)": {"MASTERPLAN": "008 012 013", "EVALUATION": "005 020"},
    "until 2024 (cohorts)": {"MOU": "009 013"},
}
"""Since when, or until when, a rule is asked; all others always."""


def ids(stated: dict[str, str]) -> set[str]:
    """The ids of rules by topic."""
    return {f"GM100-{topic}-{number}" for topic, numbers in stated.items() for number in numbers.split()}


class TestVerdicts:
    """What each rule weighs, and since when, is what its evidence bears; the catalogue says the same."""

    def test_it_weighs_what_its_evidence_bears(self) -> None:
        """A must, or a may, is one because somebody weighed its sources; nothing becomes one by the way."""
        for severity, stated in SEVERITIES.items():
            assert {rule.id for rule in RULES if rule.record.severity.value == severity} == ids(stated)

    def test_it_is_asked_since_it_was_seen(self) -> None:
        """No rule is asked of years before its evidence."""
        found: dict[str, set[str]] = {}
        for rule in RULES:
            found.setdefault(effective(rule.record), set()).add(rule.id)
        found.pop("in every edition")
        assert found == {span: ids(stated) for span, stated in EFFECTIVE.items()}

    def test_the_catalogue_says_so(self) -> None:
        """The page of the rules has a row for each, with severity, whose demand it is, and since when."""
        page = PAGE.read_text(encoding="utf-8")
        for rule in RULES:
            record = rule.record
            whose = "the record" if record.kind is RuleKind.RECORD else "the programme"
            row = f"| [`{rule.id}`](#{rule.id.lower()}) | {record.severity.value} | {whose} | {effective(record)} |"
            assert row in page


class TestRecords:
    def test_the_file_is_that_of_the_sources(self) -> None:
        """The records that the package reads are those of `tools/sources/rules`."""
        assert build_rules.main(["--check"]) == 0

    def test_a_must_has_the_ministry_behind_it(self) -> None:
        """Only what a letter, a report or a page of the ministry says is a must, and no rule on the record is one."""
        for rule in RULES:
            if rule.record.severity is Severity.MUST:
                named = [s for s in rule.record.sources if s.publisher == "Ditjen Aptika, Kominfo" and not s.sponsored]
                assert {s.evidence for s in named} & {Evidence.OFFICIAL, Evidence.SITE}, rule.id
                assert rule.record.kind is RuleKind.PROGRAMME, rule.id

    def test_its_sources_can_be_found(self) -> None:
        """Each source gives an address, a number or a publisher, as the rules ask of a dossier."""
        cited = [(rule.id, source) for rule in RULES for source in rule.record.sources]
        assert [one for one in cited if not (one[1].address or one[1].number or one[1].publisher)] == []

    def test_an_advertisement_never_stands_alone(self) -> None:
        """A rule does not rest on an advertisement alone."""
        assert [rule.id for rule in RULES if all(source.sponsored for source in rule.record.sources)] == []

    def test_both_languages_say_the_same_values(self) -> None:
        """The sentence of a finding names the same values in both languages, but for the reason of a date."""
        for rule in RULES:
            if text := rule.record.finding:
                names = [{name for _, name, _, _ in Formatter().parse(said) if name} for said in (text.id, text.en)]
                assert names[0] - {"day", "reason"} == names[1] - {"why"}, rule.id

    def test_its_indonesian_is_official(self) -> None:
        """No colloquial words: official texts write memiliki, dilaksanakan."""
        for record in (rule.record for rule in RULES):
            texts = [text.id for text in (record.title, record.explanation, record.remedy, record.finding) if text]
            words = {word.strip(".,;:") for text in texts for word in text.lower().split()}
            assert not words & {"punya", "digelar", "bikin", "nggak"}, record.id

    def test_its_remedy_says_who(self) -> None:
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
        programme = [rule.record for rule in RULES if rule.record.kind is RuleKind.PROGRAMME]
        assert [record.id for record in programme if not record.remedy.id.lower().startswith(who)] == []

    def test_words_name_the_same_values(self) -> None:
        """What next steps and timelines say names the same values in both languages."""
        for table in build_rules.read()["words"].values():
            for said in table.values():
                one, other = (
                    {name for _, name, _, _ in Formatter().parse(said[lang]) if name} for lang in ("id", "en")
                )
                assert one == other

    def test_there_are_enough(self) -> None:
        """The programme asks for many things; at least forty are rules, and ids are never used twice."""
        assert len(BY_ID) == len(RULES) >= 40

    def test_weak_evidence_makes_no_demand(self) -> None:
        """A rule that rests on conventions, inference or memory alone is a may."""
        weak = {Evidence.CONVENTION, Evidence.INFERRED, Evidence.MEMORY}
        resting = [rule.record for rule in RULES if {source.evidence for source in rule.record.sources} <= weak]
        assert {record.severity for record in resting} == {Severity.MAY}

    def test_a_record_is_bilingual(self) -> None:
        """Title and remedy differ between the languages, and titles do not repeat."""
        records = [rule.record for rule in RULES]
        assert [one.id for one in records if one.title.id == one.title.en or one.remedy.id == one.remedy.en] == []
        assert len({one.title for one in records}) == len(records)

    def test_its_parameters_exist(self) -> None:
        """A parameter that a record names is one of the book."""
        known = {parameter.id for parameter in BOOK_2018.parameters}
        assert {name for rule in RULES for name in rule.record.parameters} <= known
