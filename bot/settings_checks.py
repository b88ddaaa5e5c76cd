"""Mistakes that no single key shows: references to what does not exist, doubles, and settings that contradict."""

from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.settings_contradiction import Contradiction, doubles
from bot.settings_errors import KeyPath, shown
from bot.settings_mediation import mediation_contradictions
from bot.settings_patrol import patrol_contradictions
from domain.case_clocks import EscalationPolicy
from domain.durations import format_duration
from domain.township import Township, Unit
from domain.words import CaseKind, Recipient, Role, UnitKind


def contradictions(township: Township) -> Iterator[Contradiction]:
    """Everything in a township's configuration that does not fit together."""
    yield from _time_zone(township)
    yield from _languages(township)
    yield from _units(township)
    yield from _names(township)
    yield from _categories(township)
    yield from _routes(township)
    yield from _clocks(township)
    yield from _escalation(township.escalation)
    yield from _recipients(township)
    yield from _quiet_hours(township)
    yield from _second_admin(township)
    yield from doubles(("special_periods",), [period.code for period in township.special_periods], "code")
    yield from patrol_contradictions(township)
    yield from doubles(("meetings",), [meeting.code for meeting in township.meetings], "code")
    yield from _retention(township)
    yield from mediation_contradictions(township)


def _time_zone(township: Township) -> Iterator[Contradiction]:
    try:
        ZoneInfo(township.time_zone)
    except (KeyError, ValueError, OSError):
        yield Contradiction(
            ("time_zone",), shown(township.time_zone), 'a time zone by its IANA name, such as "Asia/Shanghai"'
        )


def _languages(township: Township) -> Iterator[Contradiction]:
    yield from doubles(("languages",), list(township.languages))
    if township.default_language not in township.languages:
        right = "one of languages: " + ", ".join(township.languages)
        yield Contradiction(("default_language",), shown(township.default_language), right)


def _units(township: Township) -> Iterator[Contradiction]:
    yield from doubles(("units",), [unit.code for unit in township.units], "code")
    centres = len(township.units_of(UnitKind.CENTRE))
    if centres != 1:
        yield Contradiction(("units",), f"{centres} units of kind centre", "exactly one unit of kind centre")
    if not township.units_of(UnitKind.VILLAGE):
        yield Contradiction(("units",), "no unit of kind village", "at least one village")
    teams = [unit.team.zh_hans if unit.team else "" for unit in township.units]
    for index, team in enumerate(teams):
        if team and team in teams[:index]:
            yield Contradiction(("units", index, "team", "zh_hans"), shown(team), "a name that no other team has")


def _names(township: Township) -> Iterator[Contradiction]:
    """No name or alias may mean two units, and none may be so short that it stands inside other words."""
    owners: dict[str, Unit] = {}
    for index, unit in enumerate(township.units):
        for key, name in _named(unit):
            owner = owners.setdefault(name, unit)
            if owner is not unit:
                right = f"a word that no other unit has ({owner.code} has it)"
                yield Contradiction(("units", index, *key), shown(name), right)
        for place, alias in enumerate(unit.aliases):
            if len(alias) < 2:
                right = "at least two characters, so that it does not stand inside other words"
                yield Contradiction(("units", index, "aliases", place), shown(alias), right)


def _named(unit: Unit) -> Iterator[tuple[KeyPath, str]]:
    yield ("name", "zh_hans"), unit.name.zh_hans
    yield ("name", "zh_hant"), unit.name.zh_hant
    yield ("name", "en"), unit.name.en
    for place, alias in enumerate(unit.aliases):
        yield ("aliases", place), alias


def _categories(township: Township) -> Iterator[Contradiction]:
    yield from doubles(("categories",), [category.code for category in township.categories], "code")
    units = {unit.code: unit for unit in township.units}
    for index, category in enumerate(township.categories):
        yield from doubles(("categories", index, "keywords"), list(category.keywords))
        for place, code in enumerate(category.routes):
            key = ("categories", index, "routes", place)
            if code not in units:
                yield Contradiction(key, shown(code), "the code of a unit; none has this one")
            elif units[code].kind is not UnitKind.DEPARTMENT:
                found = f'"{code}", which is a unit of kind {units[code].kind}'
                yield Contradiction(key, found, "the code of a unit of kind department")
    for kind in CaseKind:
        if not township.categories_of(kind):
            yield Contradiction(("categories",), f"no category of kind {kind}", "at least one category of each kind")


def _routes(township: Township) -> Iterator[Contradiction]:
    units = {unit.code: unit for unit in township.units}
    categories = {category.code: category for category in township.categories}
    for index, route in enumerate(township.routes):
        key: KeyPath = ("routes", index)
        if route.to not in units:
            yield Contradiction((*key, "to"), shown(route.to), "the code of a unit; none has this one")
        elif units[route.to].kind is not UnitKind.DEPARTMENT:
            found = f'"{route.to}", which is a unit of kind {units[route.to].kind}'
            yield Contradiction((*key, "to"), found, "the code of a unit of kind department")
        if route.kind is None and not route.categories:
            yield Contradiction(key, "neither kind nor categories", "which cases go this way")
        yield from doubles((*key, "categories"), list(route.categories))
        for place, code in enumerate(route.categories):
            if code not in categories:
                right = "the code of a category; none has this one"
                yield Contradiction((*key, "categories", place), shown(code), right)
            elif route.kind is not None and categories[code].kind is not route.kind:
                found = f'"{code}", which is a category of kind {categories[code].kind}'
                yield Contradiction((*key, "categories", place), found, f"a category of kind {route.kind}")


def _clocks(township: Township) -> Iterator[Contradiction]:
    clocks = township.clocks
    if list(clocks.follow_up_ms) != sorted(set(clocks.follow_up_ms)):
        found = ", ".join(map(format_duration, clocks.follow_up_ms))
        yield Contradiction(("clocks", "follow_up"), found, "lengths of time that grow")
    if clocks.settle_village.after_ms >= clocks.settle.after_ms:
        right = f"less than clocks.settle.after ({format_duration(clocks.settle.after_ms)}): the town needs time too"
        found = format_duration(clocks.settle_village.after_ms)
        yield Contradiction(("clocks", "settle_village", "after"), found, right)
    if clocks.draft_offer_ms + clocks.draft_warning_ms >= clocks.draft_expiry_ms:
        right = "longer than clocks.draft_offer and clocks.draft_warning together"
        yield Contradiction(("clocks", "draft_expiry"), format_duration(clocks.draft_expiry_ms), right)


def _escalation(policy: EscalationPolicy) -> Iterator[Contradiction]:
    key: KeyPath = ("escalation", "steps")
    yield from doubles(key, [step.name for step in policy.steps], "name")
    for index, (earlier, later) in enumerate(pairwise(policy.steps), start=1):
        if later.offset_ms <= earlier.offset_ms:
            right = f"later than the step before it ({format_duration(earlier.offset_ms)})"
            yield Contradiction((*key, index, "offset"), format_duration(later.offset_ms), right)
    levels = [(index, step.moves_to) for index, step in enumerate(policy.steps) if step.moves_to is not None]
    for (_, earlier_level), (index, level) in pairwise(levels):
        if level.height <= earlier_level.height:
            right = f"a level above {earlier_level}, where an earlier step moves the case"
            yield Contradiction((*key, index, "moves_to"), shown(level), right)
    for index, step in enumerate(policy.steps):
        if step.offset_ms < 0 and index > 0:
            right = "one step before the deadline, the first"
            yield Contradiction((*key, index, "offset"), format_duration(step.offset_ms), right)
        if step.offset_ms < 0 and (step.moves_to is not None or step.proposes_supervision):
            right = "a reminder that only tells; nothing is late yet"
            yield Contradiction((*key, index), "a step before the deadline that moves the case", right)


def _recipients(township: Township) -> Iterator[Contradiction]:
    """The reporter hears of every step as it happens; whom a policy chases is somebody who can act."""
    policies: list[tuple[KeyPath, tuple[Recipient, ...]]] = [
        (("escalation", "steps", index, "tell"), step.tell) for index, step in enumerate(township.escalation.steps)
    ]
    policies += [(("urgent", "ladder", index), rung) for index, rung in enumerate(township.urgent.ladder)]
    policies += [(("escalation", "again_tell"), township.escalation.again_tell)]
    policies += [(("supervision", "tell"), township.supervision.tell)]
    policies += [(("supervision", "overdue_tell"), township.supervision.overdue_tell)]
    for key, recipients in policies:
        yield from doubles(key, list(recipients))
        for place, recipient in enumerate(recipients):
            if recipient is Recipient.REPORTER:
                right = "one of " + ", ".join(other for other in Recipient if other is not Recipient.REPORTER)
                yield Contradiction((*key, place), shown(recipient), right)


def _quiet_hours(township: Township) -> Iterator[Contradiction]:
    if township.quiet_hours.start == township.quiet_hours.end:
        found = f"{township.quiet_hours.end:%H:%M}, the same as quiet_hours.start"
        yield Contradiction(("quiet_hours", "end"), found, "another time of day; the hours may pass midnight")


def _second_admin(township: Township) -> Iterator[Contradiction]:
    key: KeyPath = ("invitations", "second_admin")
    yield from doubles(key, list(township.invitations.second_admin))
    for place, role in enumerate(township.invitations.second_admin):
        if role is Role.REPORTER:
            yield Contradiction((*key, place), shown(role), "a role that people are invited to; everybody may report")


def _retention(township: Township) -> Iterator[Contradiction]:
    """The parties are asked whether it has held before what they wrote goes."""
    asked = max(township.clocks.follow_up_ms, default=0)
    kept = township.retention
    for name in ("dispute", "tip", "hazard"):
        found = getattr(kept, f"{name}_ms")
        if found <= asked:
            right = f"longer than the last of clocks.follow_up, {format_duration(asked)}"
            yield Contradiction(("retention", name), format_duration(found), right)
    for name in ("withdrawn", "incident"):
        found = getattr(kept, f"{name}_ms")
        if found <= 0:
            yield Contradiction(("retention", name), format_duration(found), "a length of time above 0")
