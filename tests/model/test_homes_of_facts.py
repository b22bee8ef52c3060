"""
Facts of the records beside the five articles, each in its own field, written and read back.
"""

from __future__ import annotations

from typing import Any

import pytest

import gm100
from gm100 import (
    Award,
    BimtekSession,
    Evaluation,
    ImpactSurvey,
    ImplementationTeam,
    Masterplan,
    MoU,
    PillarId,
    Selection,
)

FACTS = {
    "candidates by kind (Agam 2023)": Selection(
        region="13.06", cohort=2023, candidates=88, candidate_provinces=8, chosen=50, chosen_provinces=2
    ),
    "parameters and steps of an assessment (2019, Kotamobagu 2022)": Selection(
        region="71.74",
        parameters=["Indeks Kota Berkinerja Tinggi", "Kemampuan Keuangan Daerah"],
        steps=["kuesioner indikator", "pemaparan", "verifikasi", "wawancara"],
    ),
    "a rank among those chosen": Selection(region="99.01", cohort=2023, rank=37, chosen=47),
    "several recipients of an award (Bojonegoro 2021)": Award(
        region="35.22",
        name="Dimensi Smart Governance",
        recipients=17,
        others=["Kab Blitar", "Kab Kebumen", "Kab Tuban"],
    ),
    "how long an agreement holds, and the ministry helps": MoU(region="99.01", years=3, support_years=1),
    "months planned for later stages": BimtekSession(region="99.01", stage=1, planned=["2022-08", "2022-09"]),
    "a team in groups by dimension (Probolinggo 2021)": ImplementationTeam(region="35.13", pillars=list(PillarId)),
    "what a plan cites, whom it serves, in Renstra or not": Masterplan(
        region="99.01", cites=["PP 59/2022"], beneficiaries=["poor"], in_renstra=True, complete=["cites"]
    ),
    "a rank with the number ranked": Evaluation(region="99.01", year=2022, published_rank=22, ranked=99),
    "a survey split by parts (Kota Surakarta 2023)": ImpactSurvey(
        region="33.72", year=2023, pillar="branding", respondents=150, split=True, no_answer=9, sampling="purposive"
    ),
}


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_it_is_written_and_read_back(fact: Any) -> None:
    """Each fact keeps its fields in a document, and its dossier takes it."""
    assert gm100.loads(gm100.dumps(fact)) == fact
    assert gm100.Dossier(region=fact.region).with_facts(fact) != gm100.Dossier(region=fact.region)


def test_a_count_of_new_quick_wins() -> None:
    """The criterion that asks for a number has one beside yes and no."""
    answer = gm100.CriterionAnswer("new", count=2)
    assert (answer.count, answer.met) == (2, None)
