"""
Rules and what they find: records, findings, reports, events and steps, as plain data.

The functions that apply the rules are in `gm100.rules`; a finding carries all that is needed to understand it.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from gm100.errors import Issue, PathPart, UnknownIdError
from gm100.fields.arguments import checked
from gm100.fields.field import Day, field
from gm100.model._entity import entity
from gm100.model.source import Source
from gm100.render.checks import report_lines, rule_lines
from gm100.text.codes import AREA_CODE, SLUG
from gm100.text.dates import PartialDate

RULE_ID = r"[A-Z][A-Z0-9]*-[A-Z]+-\d{3}"
"""The id of a rule: whose it is, its topic, its number."""


class Severity(StrEnum):
    """
    How much a rule weighs.

    Attributes:
        MUST: The programme asks for it.
        SHOULD: The programme expects it, or sources agree on it.
        MAY: Seen, and not stated by the programme.
    """

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class RuleKind(StrEnum):
    """
    Whose demand a rule is.

    Attributes:
        PROGRAMME: The programme asks for it.
        RECORD: The record should be kept that way, so that others can check it.
    """

    PROGRAMME = "programme"
    RECORD = "record"


class Outcome(StrEnum):
    """
    What became of a rule.

    Attributes:
        MET: What the rule asks is there.
        BROKEN: What the rule asks is not there.
        NOT_JUDGED: The dossier does not say enough. This is not a pass.
        NOT_APPLICABLE: There is nothing for it to judge, or it is not due yet.
    """

    MET = "met"
    BROKEN = "broken"
    NOT_JUDGED = "not-judged"
    NOT_APPLICABLE = "not-applicable"


class ProgrammeStage(StrEnum):
    """
    How far a region has come, in the order of the programme.

    Attributes:
        OUTSIDE: No membership is known.
        SELECTED: It was chosen.
        MOU: The agreement was signed.
        BIMTEK_1: The first stage of guidance was held.
        BIMTEK_2: The second stage of guidance was held.
        BIMTEK_3: The third stage of guidance was held.
        BIMTEK_4: The fourth stage of guidance was held.
        MASTERPLAN: The masterplan is finished.
        IMPLEMENTING: Programmes or quick wins are carried out.
        EVALUATED: It was evaluated.
    """

    OUTSIDE = "outside"
    SELECTED = "selected"
    MOU = "mou"
    BIMTEK_1 = "bimtek-1"
    BIMTEK_2 = "bimtek-2"
    BIMTEK_3 = "bimtek-3"
    BIMTEK_4 = "bimtek-4"
    MASTERPLAN = "masterplan"
    IMPLEMENTING = "implementing"
    EVALUATED = "evaluated"


@entity
class Bilingual:
    """
    A sentence in Indonesian and in English.
    """

    id: str = field("Indonesian.", kw_only=False)
    en: str = field("English.", kw_only=False)

    def in_(self, lang: str) -> str:
        """
        Return it in a language, `id` or `en`.

        Raises:
            UnknownIdError: There is no such language.
        """
        if lang not in {"id", "en"}:
            raise UnknownIdError("language", lang, ("id", "en"))
        return self.id if lang == "id" else self.en


@entity
class Parameter:
    """
    A number or a date that the ministry can change, for as long as it holds.
    """

    id: str = field("Id; several of one id follow one another in time.", pattern=SLUG, example="quickwins.asked")
    title: Bilingual = field("What it is.")
    number: Decimal | None = field("Its value, where it is a number.", default=None)
    day: Day[PartialDate | None] = field("Its value, where it is a date.", default=None)
    effective_from: PartialDate | None = field("First day in force.", default=None)
    effective_until: PartialDate | None = field("Last day in force.", default=None)
    source: Source = field("Where it was seen.")

    def _invariants(self) -> Iterator[Issue]:
        if (self.number is None) == (self.day is None):
            yield Issue("no-value", "expected either a number or a day")

    def holds_on(self, on: PartialDate) -> bool:
        """
        Whether it holds on a date; a date of which only the year is known is compared with whole years.
        """
        return in_force(self.effective_from, self.effective_until, on)

    @property
    def shown(self) -> str:
        """
        Its value as text.
        """
        return str(self.day) if self.number is None else f"{self.number:f}"


def in_force(start: PartialDate | None, end: PartialDate | None, on: PartialDate) -> bool:
    """
    Whether something that holds from one date until another can hold on a third.

    >>> (
    ...     in_force(PartialDate(2022), None, PartialDate(2021, 12, 31)),
    ...     in_force(PartialDate(2022), None, PartialDate(2022)),
    ... )
    (False, True)
    """
    begun = start is None or start.first_day <= on.last_day
    return begun and (end is None or on.first_day <= end.last_day)


@entity
class Rule:
    """
    What the programme asks, and where that is said.
    """

    id: str = field("Id, never used for anything else.", pattern=RULE_ID, example="GM100-MOU-002")
    topic: str = field("Topic, under which reports group it.", pattern=SLUG, example="mou")
    severity: Severity = field("How much it weighs.")
    about: str | None = field(
        "Collection that it judges; where that is empty, nothing is.", default=None, example="masterplans.programmes"
    )
    title: Bilingual = field("What it asks, as a sentence.")
    explanation: Bilingual = field("Why, and how it is judged.")
    finding: Bilingual | None = field(
        "What is said where it is broken; names in braces stand for what was found.", default=None
    )
    kind: RuleKind = field("Whose demand it is.", default=RuleKind.PROGRAMME)
    remedy: Bilingual = field("What to do where it is broken.")
    sources: tuple[Source, ...] = field("Where that is said.", min_length=1)
    effective_from: PartialDate | None = field("First cohort, or first year, to which it applies.", default=None)
    effective_until: PartialDate | None = field("Last cohort, or last year, to which it applies.", default=None)
    dated_by: str = field(
        "Whether those are cohorts, or years in which anyone is asked.", default="cohort", one_of=("cohort", "year")
    )
    parameters: tuple[str, ...] = field("Parameters it reads.", default=(), unique_by="")

    def explain(self, lang: str = "en") -> str:
        """
        Return the rule as a person reads it: what, why, where that is said, since when.
        """
        return "\n".join(rule_lines(self, lang))


@entity
class Finding:
    """
    What a rule has to say about one place of a dossier.
    """

    rule: str = field("Id of the rule.", pattern=RULE_ID)
    topic: str = field("Topic of the rule.", pattern=SLUG)
    severity: Severity = field("How much it weighs.")
    kind: RuleKind = field("Whose demand it is.", default=RuleKind.PROGRAMME)
    outcome: Outcome = field("Whether the rule is broken there, or cannot be judged.")
    message: Bilingual = field("What was found.")
    remedy: Bilingual = field("What to do.")
    path: tuple[PathPart, ...] = field("The way to the place, such as `mous`, 0, `signed`.", default=())
    missing: tuple[str, ...] = field("What the dossier would have to say, where the rule cannot be judged.", default=())
    seen: tuple[Source, ...] = field(
        "Where both sides of a contradiction were seen: the fact of the dossier, then what it contradicts.", default=()
    )
    sources: tuple[Source, ...] = field("Where the rule is stated.", default=())

    @property
    def place(self) -> str:
        """
        The path as a person reads it: `$.mous[0].signed`.
        """
        return Issue("", "", self.path).place

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import finding_html

        return finding_html(self)


@entity
class Judged:
    """
    What became of one rule.
    """

    rule: str = field("Id of the rule.", pattern=RULE_ID)
    topic: str = field("Topic of the rule.", pattern=SLUG)
    severity: Severity = field("How much it weighs.")
    outcome: Outcome = field("Broken where it is broken anywhere, not judged where it cannot be judged somewhere.")
    kind: RuleKind = field("Whose demand it is.", default=RuleKind.PROGRAMME)
    reason: Bilingual | None = field("Why it does not apply, or from which later fact it was inferred.", default=None)


@entity
class Report:
    """
    What the rules of one book say about one dossier on one day.
    """

    region: str = field("Kemendagri code of the region.", pattern=AREA_CODE)
    name: str | None = field("Name of the region.", default=None)
    book: str = field("Id of the rule book.", pattern=SLUG)
    on: Day[PartialDate] = field("The day it is about; what came later is not looked at.")
    judged: tuple[Judged, ...] = field("Every rule with what became of it, in the order of the book.", unique_by="rule")
    findings: tuple[Finding, ...] = field("What was found, in the order of the book.", default=())

    @property
    def broken(self) -> tuple[Finding, ...]:
        """
        The findings that say that a rule is broken.
        """
        return tuple(f for f in self.findings if f.outcome is Outcome.BROKEN)

    @property
    def record(self) -> tuple[Finding, ...]:
        """
        Of the broken ones, those on how the record is kept, not on what the programme asks.
        """
        return tuple(f for f in self.broken if f.kind is RuleKind.RECORD)

    @property
    def not_judged(self) -> tuple[Finding, ...]:
        """
        The findings that say that a rule cannot be judged for lack of data.
        """
        return tuple(f for f in self.findings if f.outcome is Outcome.NOT_JUDGED)

    @property
    def clean(self) -> bool:
        """
        Whether no rule of severity must is broken.
        """
        return not any(f.severity is Severity.MUST for f in self.broken)

    @property
    def counts(self) -> dict[Outcome, int]:
        """
        How many rules have each outcome.
        """
        return {outcome: sum(j.outcome is outcome for j in self.judged) for outcome in Outcome}

    def by_topic(self) -> dict[str, tuple[Finding, ...]]:
        """
        Return the findings by topic, in the order of the book.
        """
        topics = dict.fromkeys(finding.topic for finding in self.findings)
        return {topic: tuple(f for f in self.findings if f.topic == topic) for topic in topics}

    @checked
    def text(self, lang: str = "en") -> str:
        """
        Return the report for a person, in Indonesian (`id`) or English (`en`).

        Raises:
            UnknownIdError: There is no such language.
        """
        return "\n".join(report_lines(self, lang))

    @checked
    def to_rows(self, lang: str = "en") -> list[dict[str, object]]:
        """
        Return one dict a finding: the rule, what became of it, where, what to do, and where the rule is stated.

        Args:
            lang: Language of the sentences, `id` or `en`.
        """
        from gm100.model._rows import report_rows

        return report_rows(self, lang)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import report_html

        return report_html(self)


@entity
class Event:
    """
    Something that happened in a region, on its timeline.
    """

    region: str | None = field("Kemendagri code of the region; nothing for all.", default=None, pattern=AREA_CODE)
    date: PartialDate = field("When, as far as known.")
    until: PartialDate | None = field("Last day, where it took several.", default=None)
    kind: str = field("What kind of event, as a slug.", pattern=SLUG, example="bimtek")
    title: Bilingual = field("What happened.")
    path: tuple[PathPart, ...] = field("Where the dossier says so.", default=())
    source: Source | None = field("Source of this row.", default=None)

    def __str__(self) -> str:
        return f"{self.date}  {self.title.en}"


class Timeline(tuple[Event, ...]):
    """
    Events in their order: a tuple that prints one a line and shows itself in a notebook.
    """

    __slots__ = ()

    @checked
    def to_rows(self, lang: str = "en") -> list[dict[str, object]]:
        """
        Return one dict an event: when, what, and where it was seen.

        Args:
            lang: Language of the sentences, `id` or `en`.
        """
        from gm100.model._rows import timeline_rows

        return timeline_rows(self, lang)

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import timeline_html

        return timeline_html(self)


@entity
class NextStep:
    """
    What the programme asks next, and when.
    """

    step: str = field("What it is, as a slug.", pattern=SLUG, example="council")
    title: Bilingual = field("What to do.")
    from_: PartialDate | None = field("First day of its window, where it has one.", default=None)
    until: PartialDate | None = field("Last day of its window, where it has one.", default=None)
    overdue: bool = field("Whether the window has closed, and it is known not to have been done.", default=False)
    outcome: Outcome = field(
        "Broken where it is known not to have been done in time, not judged where the dossier does not say, "
        "not applicable where it is not due yet.",
        default=Outcome.NOT_APPLICABLE,
    )
    rules: tuple[str, ...] = field("Rules it follows from.", default=())
    sources: tuple[Source, ...] = field("Where the rules are stated.", default=())

    def __str__(self) -> str:
        window = f" ({self.from_ or '...'} to {self.until})" if self.until else ""
        return f"{self.title.en}{window}" + (", or record it" if self.outcome is Outcome.NOT_JUDGED else "")

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import step_html

        return step_html(self)
