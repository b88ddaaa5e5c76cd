"""One township as its configuration describes it: units, categories, clocks, policies, limits. Values, no rules."""

from collections.abc import Iterable, Mapping
from datetime import time
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from domain.centre_plan import AgendaPlan, DutyPlan, MeetingPlan, ScreeningPlan, SpecialWatch
from domain.configured import Configured, key_of
from domain.durations import Duration, Offset
from domain.local_names import Code, LocalName, MonthDay, Word
from domain.patrol_plan import Patrol
from domain.plain_text import plain_text
from domain.word_index import WordIndex
from domain.words import CaseKind, Holiday, Language, Level, Recipient, Role, UnitKind


class Unit(Configured):
    """An organisation that has members and cases."""

    code: Code
    kind: UnitKind
    name: LocalName
    aliases: tuple[Word, ...] = ()
    """Other words by which a text may mean this unit; no two units share one."""
    has_mediation_committee: bool = False
    """Whether it mediates itself. A village always does."""
    team: LocalName | None = None
    """Its volunteer patrol team, if it has one."""

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Its names and aliases as texts are compared."""
        return _plain((*self.name.every(), *self.aliases))

    @property
    def mediates(self) -> bool:
        """Whether disputes may be dealt with inside the unit."""
        return self.has_mediation_committee or self.kind is UnitKind.VILLAGE


class Category(Configured):
    """What a case is about."""

    code: Code
    kind: CaseKind
    name: LocalName
    keywords: tuple[Word, ...] = ()
    """Words that make this category likely when they stand in a report."""
    labels: tuple[Word, ...] = ()
    """Labels of a replayed file that mean this category or one of its neighbours."""
    routes: tuple[Code, ...] = ()
    """Departments that the centre would usually give such a case to, by the code of their unit."""

    @cached_property
    def plain_keywords(self) -> frozenset[str]:
        """The keywords as texts are compared."""
        return _plain(self.keywords)


class Route(Configured):
    """Cases that a department gets as soon as they are filed, together with the village or past it."""

    kind: CaseKind | None = None
    """Only cases of this kind."""
    categories: tuple[Code, ...] = ()
    """Only cases of these categories; none given means all of the kind."""
    to: Code
    """The department, by the code of its unit."""
    past_village: bool = False
    """Whether the department leads, and nobody where it happened is shown the case. Otherwise it helps the village."""


class Period(Configured):
    """A length of time that runs from an event.

    `ends_on_working_day` follows article 203 of China's Civil Code: when the last day of a period is a legal holiday,
    the period ends with the first working day after it.
    """

    after_ms: Duration
    ends_on_working_day: bool = False


class PeriodOfKind(Configured):
    """A period for each kind of case: `clocks.first_action[CaseKind.TIP]`."""

    dispute: Period
    hazard: Period
    tip: Period

    def __getitem__(self, kind: CaseKind) -> Period:
        match kind:
            case CaseKind.DISPUTE:
                return self.dispute
            case CaseKind.HAZARD:
                return self.hazard
            case CaseKind.TIP:
                return self.tip


class Clocks(Configured):
    """How long each step of a case and of a draft may take."""

    accept: Period
    """From filing (or from being handed on) until somebody accepts."""
    first_action: PeriodOfKind
    """From filing until the reporter is told of the first action."""
    settle_village: Period
    """From filing until a dispute is settled in the village; then it is the town's."""
    settle: Period
    """From filing until the matter is settled."""
    extension: Period
    """What the parties' consent adds to `settle`, once."""
    close: Period
    """From settling until the case is closed with its result."""
    follow_up_ms: tuple[Duration, ...]
    """When after closing the parties are asked whether it has held; ascending."""
    special_factor: Annotated[float, Field(gt=0, le=1)] = 1.0
    """By how much `accept` and `first_action` are shortened for a case that is filed in a special period."""
    draft_offer_ms: Duration
    """After how long a half-made draft is offered again."""
    draft_expiry_ms: Duration
    """After how long without a word a draft is thrown away."""
    draft_warning_ms: Duration
    """How long before that its writer is told."""


class EscalationStep(Configured):
    """One step of the policy, relative to a deadline."""

    name: Code
    offset_ms: Offset
    """When: after the deadline, or before it when negative."""
    tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    moves_to: Level | None = None
    """The level the case is moved to, unless it has come as far already."""
    proposes_supervision: bool = False


class RemindBefore(Configured):
    """How long before each deadline its reminder goes out. What is not given uses the step's own offset."""

    accept_ms: Duration | None = None
    first_action_ms: Duration | None = None
    settle_village_ms: Duration | None = None
    settle_ms: Duration | None = None
    close_ms: Duration | None = None


class EscalationPolicy(Configured):
    """What happens around a deadline that is not met."""

    steps: Annotated[tuple[EscalationStep, ...], Field(min_length=1)]
    """In the order of their offsets. The one with a negative offset, if there is one, is the reminder."""
    remind_before: RemindBefore = RemindBefore()
    again_every_ms: Duration
    """After the last step of the last missed deadline: how often it is said again while the case stays overdue."""
    again_tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]

    @cached_property
    def last_offset_ms(self) -> int:
        """How long after a deadline its last step comes."""
        return max(0, *(step.offset_ms for step in self.steps))

    @cached_property
    def around(self) -> Mapping[str, tuple[tuple[int, EscalationStep], ...]]:
        """For each deadline every step with its offset: worked out once, and asked for with every case."""
        kinds = [key_of(name) for name in RemindBefore.model_fields]
        return {kind: tuple((self.offset_of(step, kind), step) for step in self.steps) for kind in kinds}

    def offset_of(self, step: EscalationStep, deadline: str) -> int:
        """When a step is due relative to a deadline (`accept`, `first_action`, `settle_village`, `settle`, `close`).

        Milliseconds, negative before it. Only a reminder differs from one deadline to another.
        """
        if step.offset_ms >= 0:
            return step.offset_ms
        before: int | None = getattr(self.remind_before, f"{deadline}_ms")
        return step.offset_ms if before is None else -before


class UrgentPolicy(Configured):
    """Who is told of an urgent case until a named person says that they have seen it."""

    acknowledge_within_ms: Duration
    """How long each rung has before the next is told."""
    ladder: Annotated[tuple[Annotated[tuple[Recipient, ...], Field(min_length=1)], ...], Field(min_length=1)]
    """After the last rung it begins again with the first."""


class SupervisionPolicy(Configured):
    """How a supervised case is chased until it is answered."""

    chase_at: time
    """Every day at this time of the township."""
    tell: Annotated[tuple[Recipient, ...], Field(min_length=1)]
    overdue_tell: tuple[Recipient, ...] = (Recipient.DIRECTOR,)
    """Whom the chase tells beside them once the date for the reply has passed."""
    reply_days: Annotated[tuple[Annotated[int, Field(ge=1, le=90)], ...], Field(min_length=1)] = (3, 7, 15)
    """Within how many days the director may ask for the reply."""


class Likeness(Configured):
    """Which open cases are proposed to the centre as perhaps the same matter."""

    within_ms: Duration
    """How far apart they may have been filed."""
    at_least: Annotated[float, Field(gt=0, le=1)]
    """How alike their texts must be, from 0 (nothing in common) to 1; `shouwang measure` shows what a value means."""
    most: Annotated[int, Field(ge=1, le=10)] = 3
    """How many are proposed."""


class QuietHours(Configured):
    """When nothing is sent that is not urgent, in the township's time. The end may lie on the next day."""

    start: time
    end: time


class InvitationPolicy(Configured):
    """How people come to their roles."""

    valid_ms: Duration
    """How long an unused invitation can be taken up."""
    second_admin: tuple[Role, ...]
    """Roles that a second admin has to confirm."""


class Limits(Configured):
    """What one person may send, so that nobody drowns the others."""

    report_characters: Annotated[int, Field(ge=200, le=20_000)]
    """Longer texts are kept, and their writer is asked to make them shorter."""
    attachments: Annotated[int, Field(ge=1, le=100)]
    """Pictures, recordings and so on of one report."""
    attachment_megabytes: Annotated[int, Field(ge=1, le=2_000)]
    """Larger files are not fetched; Telegram's own server hands out no more than 20."""
    reports_a_day: Annotated[int, Field(ge=1, le=1_000)]
    nudge_every_ms: Duration
    """How often a reporter may ask where an overdue case stays."""


class Oversight(Configured):
    """Who stands outside the town and gets what nobody inside may see."""

    name: LocalName
    contact: Word
    """What a villager is told: how to reach them without this program."""
    telegram_id: Annotated[int, Field(gt=0)] | None = None
    """Their account, so that notices reach them. Without it they are invited like anybody else."""


class SpecialPeriod(Configured):
    """Days on which more patrols go out and every unit reports daily.

    Either a holiday of the published calendar, whose days move, or the same days every year (`first` to `last`,
    written "MM-DD"; the last may lie in the next year).
    """

    code: Code
    name: LocalName
    holiday: Holiday | None = None
    first: MonthDay | None = None
    last: MonthDay | None = None

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> Self:
        by_days = self.first is not None and self.last is not None
        if (self.holiday is not None) == by_days or (self.first is None) != (self.last is None):
            raise PydanticCustomError("special_period", "either a holiday, or both first and last")
        return self


class Township(Configured):
    """Everything the rules need to know about one township."""

    name: LocalName
    time_zone: str
    """A name of the IANA time zone database."""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    default_language: Language
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    danger_words: tuple[Word, ...]
    """Words that say somebody is in danger now: the emergency numbers come first."""
    official_words: tuple[Word, ...]
    """Words that suggest that a cadre is complained about: the report is offered a way around them."""
    routes: tuple[Route, ...] = ()
    likeness: Likeness
    clocks: Clocks
    escalation: EscalationPolicy
    urgent: UrgentPolicy
    supervision: SupervisionPolicy
    quiet_hours: QuietHours
    invitations: InvitationPolicy
    limits: Limits
    oversight: Oversight
    special_periods: tuple[SpecialPeriod, ...] = ()
    patrol: Patrol
    duty: DutyPlan = DutyPlan()
    screening: ScreeningPlan = ScreeningPlan()
    meetings: tuple[MeetingPlan, ...] = ()
    agenda: AgendaPlan = AgendaPlan()
    special_watch: SpecialWatch = SpecialWatch()

    @cached_property
    def plain_danger_words(self) -> frozenset[str]:
        """The danger words as texts are compared."""
        return _plain(self.danger_words)

    @cached_property
    def plain_official_words(self) -> frozenset[str]:
        """The words for cadres as texts are compared."""
        return _plain(self.official_words)

    @cached_property
    def unit_by_plain_name(self) -> Mapping[str, Unit]:
        """The unit that each name means, as texts are compared. Of two with one name it is the first."""
        return {name: unit for unit in reversed(self.units) for name in unit.plain_names}

    @cached_property
    def categories_by_plain_keyword(self) -> Mapping[str, tuple[Category, ...]]:
        """The categories that each keyword makes likely, as texts are compared."""
        words = {word for category in self.categories for word in category.plain_keywords}
        return {word: tuple(each for each in self.categories if word in each.plain_keywords) for word in words}

    @cached_property
    def telling_words(self) -> WordIndex:
        """Every word that says something where it stands in a report: names, keywords, words of danger and for cadres."""
        told = (*self.unit_by_plain_name, *self.categories_by_plain_keyword)
        return WordIndex([*told, *self.plain_danger_words, *self.plain_official_words])

    @cached_property
    def _units_by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in reversed(self.units)}

    @cached_property
    def _categories_by_code(self) -> Mapping[str, Category]:
        return {category.code: category for category in reversed(self.categories)}

    def unit(self, code: str) -> Unit:
        """The unit with this code.

        Raises:
            KeyError: there is none.
        """
        return self._units_by_code[code]

    def category(self, code: str) -> Category:
        """The category with this code.

        Raises:
            KeyError: there is none.
        """
        return self._categories_by_code[code]

    def units_of(self, *kinds: UnitKind) -> tuple[Unit, ...]:
        """The units of these kinds, in the order of the configuration."""
        return tuple(unit for unit in self.units if unit.kind in kinds)

    def categories_of(self, kind: CaseKind) -> tuple[Category, ...]:
        """The categories of one kind of case, in the order of the configuration."""
        return tuple(category for category in self.categories if category.kind is kind)

    @property
    def centre(self) -> Unit:
        """The town's centre.

        Raises:
            KeyError: the configuration names none; a checked one always does.
        """
        for unit in self.units:
            if unit.kind is UnitKind.CENTRE:
                return unit
        raise KeyError(UnitKind.CENTRE)


def _plain(words: Iterable[str]) -> frozenset[str]:
    """Words as texts are compared; what is nothing then would be found everywhere."""
    return frozenset(plain for word in words if (plain := plain_text(word)))
