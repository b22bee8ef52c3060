"""
Faults planted in dossiers are found, and nothing else is; in the dossiers of real regions only what sources show.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from rule_examples import dossier_of

import gm100
from gm100 import Report, RuleKind
from gm100.reference.known import Published
from gm100.rules import check
from gm100.rules.editions import book_of

FILES = sorted((Path(__file__).parent / "planted").glob("*.toml"))
PLANTED = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES}
ON = date(2026, 2, 28)


def checked(name: str) -> Report:
    """The report on a dossier with planted faults."""
    stated = {key: value for key, value in PLANTED[name].items() if key != "faults"}
    return gm100.check(dossier_of(stated), on=stated["on"])


def found(report: Report) -> set[str]:
    """What is broken, rule and place."""
    return {f"{finding.rule} {finding.place}" for finding in report.broken}


class TestPlanted:
    def test_there_are_seventeen(self) -> None:
        """Seventeen faults are in two dossiers."""
        assert [len(PLANTED), sum(len(stated["faults"]) for stated in PLANTED.values())] == [2, 17]

    @pytest.mark.parametrize("name", PLANTED)
    def test_all_are_found_and_nothing_else(self, name: str) -> None:
        """Each fault is found in its place, and no rule complains of anything else."""
        planted = {place for places in PLANTED[name]["faults"].values() for place in places}
        assert found(checked(name)) == planted


TRUE = {
    "14.72": {"GM100-DATE-001": "the press printed Senin (23/8), a Tuesday in 2022"},
    "33.24": {"GM100-DATE-003": "the press dates the agreement to the day before 9 July 2018, the ministry to May"},
    "34.01": {
        "GM100-MOU-005": "54/MoU. KP/KHM/208 is printed so, and has no year",
        "GM100-SOURCE-002": "the article gives no address",
    },
    "35.03": {
        "GM100-MEMBERSHIP-012": "one article says together with 50 others",
        "GM100-SOURCE-003": "the article names no pillar of four programmes; it was inferred",
    },
    "35.05": {
        "GM100-SOURCE-002": "the advertisement gives no address",
        "GM100-SOURCE-003": "what rests on the advertisement alone is said to",
    },
}
"""Every rule that dossiers made by hand break, with the reason why that is true; all are on the record."""

KNOWN = {
    "GM100-MEMBERSHIP-008": ["61.72", "71.74"],  # The press named them of a cohort whose list lacks them.
    "GM100-MOU-003": ["12.09"],  # The press says 1 March 2023, the cohort signed the day before.
    "GM100-EVALUATION-010": sorted({e.region for e in gm100.evaluations() if not e.participated}),
    "GM100-QUICKWIN-012": ["12.76", "32.12", "64.08", "81.71"],  # The records name quick wins and not their pillars.
}
"""Every rule of the programme that what is known of other regions breaks, with the regions."""

CODES = [code for code, dossier in gm100.dossiers().items() if not dossier.empty]


class TestRealRegions:
    @pytest.mark.parametrize("code", [*TRUE, "32.13", "35.71", "92.02"])
    def test_no_finding_is_false(self, code: str) -> None:
        """Of the dossiers made by hand only those rules are broken of which the sources show it."""
        broken = gm100.check(code, on=ON).broken
        assert {finding.rule for finding in broken} == set(TRUE.get(code, {}))
        assert all(finding.kind is RuleKind.RECORD for finding in broken)

    def test_no_finding_of_other_regions_is_false(self) -> None:
        """What is known of all others breaks no rule but those that a source shows broken, and none of the record."""
        broken = {(f.rule, code) for code in CODES if code not in TRUE for f in gm100.check(code, on=ON).broken}
        assert broken == {(rule, code) for rule, codes in KNOWN.items() for code in codes}

    @pytest.mark.parametrize("year", range(2018, 2027))
    @pytest.mark.slow
    def test_no_finding_is_false_earlier(self, year: int) -> None:
        """On no earlier day does the programme ask for what was not due."""
        known = {(rule, code) for rule, codes in KNOWN.items() for code in codes}
        found = {(f.rule, code) for code in CODES for f in gm100.check(code, on=date(year, 6, 30)).broken}
        found = {(rule, code) for rule, code in found if not rule.startswith(("GM100-DATE", "GM100-SOURCE"))}
        assert found - known <= {("GM100-MOU-005", "34.01"), ("GM100-MEMBERSHIP-012", "35.03")}


class TestOfficialResults:
    def test_no_result_of_the_ministry_breaks_a_rule(self) -> None:
        """Of all published results only those of absent regions break a rule: the one on taking part."""
        seen, day = {}, date(2024, 12, 31)
        for result in gm100.evaluations():
            memberships = gm100.memberships(region=result.region)
            dossier = gm100.Dossier(region=result.region, memberships=memberships, evaluations=(result,))
            broken = check(dossier, on=day, book=book_of(None, dossier, day), knowledge=Published()).broken
            programme = {finding.rule for finding in broken if finding.kind is RuleKind.PROGRAMME}
            if programme:
                seen[result.region, result.year] = programme
        absent = {(e.region, e.year) for e in gm100.evaluations() if not e.participated}
        assert seen == {key: {"GM100-EVALUATION-010"} for key in absent}


AGAIN = sorted({m.region for m in gm100.memberships() if m.status in {"repeat", "withdrew"}})


class TestWhoTookPartAgain:
    @pytest.mark.parametrize("region", AGAIN)
    def test_each_time_is_judged_on_its_own(self, region: str) -> None:
        """Seven repeats and those who returned break nothing where each time has its agreement, stages and plan."""
        taken_part = [m for m in gm100.memberships(region=region) if m.status in {"member", "repeat", "withdrew"}]
        finished = [m.cohort for m in taken_part if m.status != "withdrew"]
        stated = {
            "region": region,
            "memberships": [{"cohort": m.cohort, "status": m.status.value} for m in taken_part],
            "selections": [{"cohort": m.cohort, "passed": True, "assessed": f"{m.cohort}-01-15"} for m in taken_part],
            "mous": [{"signed": str(gm100.cohorts()[str(m.cohort)].mou_date)} for m in taken_part],
            "bimtek": [
                {"stage": stage, "start": f"{cohort}-{stage + 6:02}-10"}
                for cohort in finished
                for stage in (1, 2, 3, 4)
            ],
            "masterplans": [{"completed": f"{cohort}-12-01", "area": "Borobudur"} for cohort in finished],
            "complete": ["memberships", "selections", "mous", "bimtek", "masterplans"],
        }
        report = gm100.check(dossier_of(stated), on=ON)
        assert found(report) <= {
            "GM100-MASTERPLAN-008 $.masterplans[0].revised",
            "GM100-MASTERPLAN-008 $.masterplans[1].revised",
        }


class TestWhatIsNoFault:
    """Statements of real documents that rules once took for faults."""

    @pytest.mark.parametrize(
        "stated",
        [
            {"mous": [{"parties": ["Direktorat Jenderal Aplikasi Informatika", "Pemerintah Daerah"]}]},
            {
                "memberships": [{"cohort": 2022}],
                "evaluations": [{"year": 2023}, {"year": 2024}],
                "complete": ["evaluations"],
            },
            {
                "memberships": [{"cohort": 2022}],
                "awards": [{"name": "TOP 45", "giver": "Kementerian PANRB", "given": "2019-07-18"}],
            },
            {"mous": [{"ministry_number": {"raw": "B-32/DJAI/HK.04.02/04/2022"}, "signed": "2022-04-21"}]},
        ],
    )
    def test_nothing_is_broken(self, stated: dict[str, object]) -> None:
        """Parties in full, no evaluation announced, an award of another ministry, a number as text."""
        assert not found(gm100.check(dossier_of(stated), on=date(2027, 1, 15)))
