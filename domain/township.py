"""One township as its configuration describes it: units, categories, clocks, policies, limits. Values, no rules."""

from collections.abc import Iterable, Mapping
from datetime import time
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from domain.case_clocks import Clocks, EscalationPolicy, SupervisionPolicy, UrgentPolicy
from domain.centre_plan import AgendaPlan, DutyPlan, MeetingPlan, ScreeningPlan, SpecialWatch
from domain.configured import Configured
from domain.durations import Duration
from domain.local_names import Code, LocalName, MonthDay, Word
from domain.mediation_policy import MediationPolicy
from domain.patrol_plan import Patrol
from domain.plain_text import plain_text
from domain.shield import Shield
from domain.word_index import WordIndex
from domain.words import CaseKind, Holiday, Language, Role, UnitKind


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
    def team_name(self) -> LocalName:
        """What its team is called; its own name where it has none (any more)."""
        return self.team or self.name

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


class Retention(Configured):
    """How long what was written of a case is kept, from its closing or withdrawal. Then its key is destroyed."""

    dispute_ms: Duration
    tip_ms: Duration
    hazard_ms: Duration
    withdrawn_ms: Duration
    """Of any kind, once its reporter has taken it back."""
    incident_ms: Duration
    """What a patroller met on a shift and nobody has made a case of, from when it was met."""

    def of(self, kind: CaseKind) -> int:
        """For a closed case of one kind."""
        match kind:
            case CaseKind.DISPUTE:
                return self.dispute_ms
            case CaseKind.TIP:
                return self.tip_ms
            case CaseKind.HAZARD:
                return self.hazard_ms


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


class AuditHead(Configured):
    """To whom the event log's last hash is sent every day: whoever has it can show later that nothing was changed before."""

    roles: Annotated[tuple[Role, ...], Field(min_length=2)]
    """Of each of these roles at the centre, everybody."""
    at: time


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
    retention: Retention
    audit_head: AuditHead
    mediation: MediationPolicy
    shield: Shield = Shield()
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

    @cached_property
    def units_with_team(self) -> tuple[Unit, ...]:
        """The units that have a patrol team, in the order of the configuration."""
        return tuple(unit for unit in self.units if unit.team is not None)

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
