from gm100.text.dates import PartialDate as PartialDate
from gm100.model.indonesian import (
    DateReading as DateReading, YearFrom as YearFrom, read_date as read_date, read_stage as read_stage,
)
from gm100.model.approach import Approach as Approach, Aspect as Aspect
from gm100.model.award import Award as Award, AwardEdition as AwardEdition
from gm100.model.band import Band as Band
from gm100.model.bimtek import BimtekSession as BimtekSession, BimtekStage as BimtekStage
from gm100.model.claim import (
    ClaimKind as ClaimKind, Verdict as Verdict, Verification as Verification, Verifications as Verifications,
)
from gm100.model.cohort import (
    Cohort as Cohort, Confidence as Confidence, Membership as Membership, MembershipStatus as MembershipStatus,
)
from gm100.model.dossier import FACT_FIELDS as FACT_FIELDS, Dossier as Dossier
from gm100.model.evaluation import (
    DIMENSIONS as DIMENSIONS, AssessorMark as AssessorMark, DimensionScore as DimensionScore,
    Evaluation as Evaluation, QuestionScore as QuestionScore, Track as Track,
)
from gm100.model.factor import (
    AggregatorChoice as AggregatorChoice, DirichletWeights as DirichletWeights, Draw as Draw,
    DrawnError as DrawnError, DrawnMethod as DrawnMethod, DrawnWeight as DrawnWeight, Factor as Factor,
    MeasurementError as MeasurementError, NormaliserChoice as NormaliserChoice, SimplexWeights as SimplexWeights,
    WeightShare as WeightShare,
)
from gm100.model.institution import (
    Council as Council, Decree as Decree, DecreeKind as DecreeKind, Forum as Forum,
    ImplementationTeam as ImplementationTeam,
)
from gm100.model.masterplan import (
    ActionGroup as ActionGroup, ActionPlan as ActionPlan, Book as Book, Budget as Budget, Masterplan as Masterplan,
    Programme as Programme, Realisation as Realisation, Rpjmd as Rpjmd,
)
from gm100.model.method import Method as Method
from gm100.model.mou import LetterNumber as LetterNumber, MoU as MoU
from gm100.model.participation import (
    Commitment as Commitment, EvaluationSession as EvaluationSession, ImpactSurvey as ImpactSurvey,
    Selection as Selection,
)
from gm100.model.person import Participants as Participants, Person as Person
from gm100.model.pillar import Pillar as Pillar, PillarId as PillarId, SubDimension as SubDimension
from gm100.model.quickwin import (
    Criterion as Criterion, CriterionAnswer as CriterionAnswer, Leverage as Leverage, QuickWin as QuickWin,
)
from gm100.model.readiness import (
    Element as Element, Readiness as Readiness, ReadinessFinding as ReadinessFinding, Swot as Swot,
)
from gm100.model.region import (
    CapitalKind as CapitalKind, FormerCode as FormerCode, FormerName as FormerName, Province as Province,
    Region as Region, RegionKind as RegionKind, TimeZone as TimeZone,
)
from gm100.model.resolution import (
    Candidate as Candidate, Resolution as Resolution, ResolutionStatus as ResolutionStatus,
    Resolutions as Resolutions,
)
from gm100.model.result import (
    NodeScore as NodeScore, Ranked as Ranked, ResultStatus as ResultStatus, ScoreResult as ScoreResult, Ties as Ties,
)
from gm100.model.rule import (
    Bilingual as Bilingual, Event as Event, Finding as Finding, Judged as Judged, NextStep as NextStep,
    Outcome as Outcome, Parameter as Parameter, ProgrammeStage as ProgrammeStage, Report as Report, Rule as Rule,
    RuleKind as RuleKind, Severity as Severity, Timeline as Timeline,
)
from gm100.model.scorecard import (
    Arithmetic as Arithmetic, Direction as Direction, Group as Group, Indicator as Indicator, Missing as Missing,
    Node as Node, Rounding as Rounding, RoundingMode as RoundingMode, Scale as Scale, Scorecard as Scorecard,
    Weighting as Weighting,
)
from gm100.model.sensitivity import (
    Omission as Omission, RankProbability as RankProbability, RankShift as RankShift, RankSpread as RankSpread,
    SensitivityRecord as SensitivityRecord, Sobol as Sobol, SobolIndex as SobolIndex,
)
from gm100.model.source import Evidence as Evidence, Source as Source
from gm100.model.statement import (
    Obstacle as Obstacle, Partnership as Partnership, PrintedDate as PrintedDate, PrintedFigure as PrintedFigure,
    Recommendation as Recommendation, Statement as Statement, StatementKind as StatementKind,
)
from gm100.model.status import PublishedResult as PublishedResult, RegionStatus as RegionStatus
from gm100.model.vocabulary import (
    Beneficiary as Beneficiary, BimtekMode as BimtekMode, GroupId as GroupId, LeverageKind as LeverageKind,
    ObstacleKind as ObstacleKind, PartnershipKind as PartnershipKind, PersonRole as PersonRole, ScopeId as ScopeId,
)
