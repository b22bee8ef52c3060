"""
Whole pages: of a region, of a dossier, and of a ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gm100._lookup import dossier as dossier_of
from gm100.adapters.report import _dossier as sections
from gm100.adapters.report import _scores as part
from gm100.errors import ScoringError
from gm100.fields.arguments import checked, day
from gm100.model.dossier import Dossier
from gm100.model.region import Province, Region
from gm100.model.scorecard import Scorecard
from gm100.reference import check, scorecards
from gm100.reference.results import published
from gm100.reference.standing import results_of
from gm100.render.html import Html, element, joined
from gm100.render.notes import Notes
from gm100.render.page import page
from gm100.render.values import title_of
from gm100.rules import RuleBook, next_steps, timeline
from gm100.scoring import Ranking, rank
from gm100.text.words import say, words_of


@checked
def region_page(
    ranking: Ranking,
    unit: str,
    *,
    previous: Iterable[Ranking] = (),
    lang: str = "en",
    corrected: Sequence[str] = (),
) -> str:
    """
    Return the report of one region: standing, scores with their explanation, comparison, change, sources.

    >>> import gm100
    >>> ranking = gm100.rank(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> region_page(ranking, "32.73").splitlines()[0]
    '<!doctype html>'

    Args:
        ranking: The ranking the region is part of.
        unit: Code of the region.
        previous: Earlier rankings, oldest first; those without the region are passed over.
        lang: Language, `id` or `en`.
        corrected: What was corrected in names before they were ranked, a sentence each.

    Returns:
        A page of HTML that needs nothing else: no script, no font and no picture from anywhere.

    Raises:
        UnknownIdError: The region is not part of the ranking, or there is no such language.
    """
    words, card = words_of("report", lang), ranking.scores.scorecard
    first, rest, cards = _on_scores(ranking, unit, tuple(previous), lang)
    corrections, notes = listed(_corrected(ranking, corrected)), Notes(lang)
    seen = joined([title_of(card, lang), notes.links(c.source for c in cards)], " ")
    chapters = [*first, *rest, (words["corrected"], corrections), (words["sources"], notes.footnotes())]
    return page(f"{words['report']}: {ranking[unit].label}", seen, chapters, lang)


@checked
def dossier_page(
    dossier: Dossier | Region | Province | str,
    *,
    on: date | str,
    book: RuleBook | str | int | None = None,
    lang: str = "en",
) -> str:
    """
    Return the report of a dossier: headline, results, next steps, scores, findings, timeline, and sources as footnotes.

    The scores are those of the latest evaluation in the dossier that has an index by a scorecard of gm100; where the
    bundled results of that edition have the region, it is ranked and compared among them.

    >>> dossier_page("35.03", on="2020-01-01").splitlines()[0]
    '<!doctype html>'

    Args:
        dossier: What is known of the region; or the region, its code or its name.
        on: The day the report is about, also as `YYYY-MM-DD`; what came later is in the timeline and is not judged.
        book: The rule book, or its id; without it, that of the region's cohort.
        lang: Language, `id` or `en`.

    Returns:
        A page of HTML that needs nothing else.

    Raises:
        UnknownIdError: There is no such rule book or language.
    """
    given, dossier, on = dossier, dossier_of(dossier), day(on)
    words, report, events = words_of("report", lang), check(given, on=on, book=book), timeline(dossier)
    ahead = next_steps(dossier, on, book=book)
    notes, results = Notes(lang), tuple(results_of(dossier, on))
    scored = [result for result in results if result.index is not None]
    chapters = [
        (words["standing"], sections.progress(dossier, report, scored, on, lang)),
        (say("status.results", lang), sections.results(results, notes, lang)),
    ]
    first: list[tuple[str, Html]] = []
    rest: list[tuple[str, Html]] = []
    if rankings := rankings_of(dossier):
        first, rest, cards = _on_scores(rankings[-1], dossier.region, rankings[:-1], lang)
        notes.links(card.source for card in cards)
    chapters += [
        *first,
        (words["steps"], sections.steps(ahead, notes, lang)),
        *rest,
        (words["findings"], sections.findings(report, notes, lang)),
        (words["timeline"], sections.timeline(events, notes, lang)),
    ]
    chapters.append((words["sources"], notes.footnotes()))
    label = f"{dossier.name} ({dossier.region})" if dossier.name else dossier.region
    headline = sections.headline(dossier, scored, on, lang)
    return page(f"{words['report']}: {label}", headline, chapters, lang)


def rankings_of(dossier: Dossier) -> tuple[Ranking, ...]:
    """
    Return a ranking for each evaluation of a dossier that can be scored, in the order of the years.

    It is the bundled ranking of that edition with the dossier's own scores in it.
    """
    found = []
    for evaluation in sorted(dossier.evaluations, key=lambda e: (e.year, e.edition or "")):
        edition = evaluation.edition
        if edition is None or edition not in scorecards():
            continue
        if not (evaluation.scores or evaluation.questions):
            continue
        card = scorecards()[edition]
        others = [e for e in published(card.id) if e.region != evaluation.region]
        try:
            found.append(rank([*others, evaluation], card))
        except ScoringError:  # The findings say what is wrong with it.
            continue
    return tuple(found)


def _on_scores(
    ranking: Ranking, unit: str, previous: tuple[Ranking, ...], lang: str
) -> tuple[list[tuple[str, Html]], list[tuple[str, Html]], list[Scorecard]]:
    """
    Return the chapters on scores, those to see first apart, and the scorecards they rest on.
    """
    words, card = words_of("report", lang), ranking.scores.scorecard
    result, known = ranking[unit], [one for one in previous if unit in one.scores.units]
    earlier = [one[unit] for one in known]
    last = earlier[-1] if earlier else None
    first = [
        (words["rank_in"].format(title=title_of(card, lang)), part.standing(ranking, result, last, lang)),
        (words["comparison"], part.comparison(ranking, result, lang)),
    ]
    chapters = [(words["scores"], part.explanation(card, result, lang))]
    if last:
        title = words["change"].format(before=last.scorecard, after=result.scorecard)
        chapters.append((title, part.change(last, result, lang)))
    chapters.append((words["method"], part.method(card, lang, weights=False)))
    return first, chapters, [card, *(one.scores.scorecard for one in known)]


def _corrected(ranking: Ranking, beside: Sequence[str]) -> list[str]:
    return [*beside, *(str(each.correction) for each in ranking.scores.resolutions.corrected)]


@checked
def ranking_page(ranking: Ranking, *, lang: str = "en", corrected: Sequence[str] = ()) -> str:
    """
    Return the report of a whole ranking: overview, ranking with every score, method, sources.

    >>> import gm100
    >>> ranking = gm100.rank(gm100.evaluations(scorecard="kominfo-2023-regular"), "kominfo-2023-regular")
    >>> ranking_page(ranking, lang="id").splitlines()[0]
    '<!doctype html>'

    Args:
        ranking: The ranking.
        lang: Language, `id` or `en`.
        corrected: What was corrected in names before they were ranked, a sentence each.

    Returns:
        A page of HTML that needs nothing else.

    Raises:
        UnknownIdError: There is no such language.
    """
    words, card, notes = words_of("report", lang), ranking.scores.scorecard, Notes(lang)
    seen = joined([card.id, notes.links([card.source])], " ")
    chapters = [
        (words["standing"], part.overview(ranking, lang)),
        (words["table"], part.ranking_table(ranking, lang)),
        (words["method"], part.method(card, lang, weights=True)),
        (words["corrected"], listed(_corrected(ranking, corrected))),
        (words["sources"], notes.footnotes()),
    ]
    return page(f"{words['ranking']}: {title_of(card, lang)}", seen, chapters, lang)


def listed(sentences: Iterable[str]) -> Html:
    """
    Return sentences as a list; none make no list.
    """
    items = [element("li", sentence) for sentence in sentences]
    return element("ul", *items) if items else Html("")
