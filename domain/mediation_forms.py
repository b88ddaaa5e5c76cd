"""The forms of whoever mediates, and of a party who cannot come: one short question at a time, big buttons."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.access import UNIT_ROLES, Holder, excluded_by
from domain.case_forms import assignees
from domain.day_words import WORDS, next_days, read_days
from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.mediation import Side
from domain.messages import Day, Localised, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.messages import Value

PARTY = "mediation_party"
JOINT = "mediation_joint"
APPOINT = "mediation_appoint"
OTHER_TIME = "mediation_other"
SESSION = "mediation_session"
STOP = "mediation_stop"
AGREE = "mediation_agree"
SIGN = "mediation_sign"
EXTEND = "extend"
YES, NO = "yes", "no"
REPRESENTED = "represented"
"""The choice that a party is a firm or an office, or has somebody speak for them."""
ELSEWHERE = "elsewhere"
"""The choice that whoever is to mediate along belongs to another unit."""
ASKED_AT = "asked_at"
"""The answer that holds when a form was opened (UTC ms): its days are counted from there."""
SIDES = "sides"
"""The answer that holds the sides that are entered."""
STOP_REASONS = ("no_agreement", "party_stops", "to_court", "other")
CONSENTS = ("spoken", "written")
MOST_PROMISES = 8
DAYS_BACK = 61
PROMISE_DAYS = (0, 7, 15, 30, 60, 90)
FACTS_LENGTH, PROMISE_LENGTH = 1_500, 500
TIME = re.compile(
    r"(?P<part>早上|早晨|上午|中午|下午|傍晚|晚上|am|pm)?\s*(?P<hour>\d{1,2}|十[一二]?|[一二两三四五六七八九])\s*"
    r"(?:[:点时]\s*(?P<minute>\d{1,2}|半)?分?\s*)?(?P<after>am|pm)?"
)
LATER = frozenset({"下午", "傍晚", "晚上", "pm"})
NOON, EARLY = 12, 6
HOURS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2, "十一": 11, "十二": 12}
WEEKDAYS = dict(zip("一二三四五六日", range(1, 8), strict=True)) | {"天": 7}
ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TO_PLAIN = str.maketrans("點時週禮兩", "点时周礼两")
WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)(?P<chinese>[一二三四五六日天])|(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur)?(?:day)?"
)


def read_time(text: str) -> time | None:
    """A time of day as people write it: "15:30", "下午3点半", "早上九点", "3 pm"; None for anything else."""
    found = TIME.fullmatch(_folded(text))
    if found is None:
        return None
    hour, written = HOURS.get(found["hour"]) or int(found["hour"]), found["minute"]
    minute = 30 if written == "半" else int(written or 0)
    later = found["part"] in LATER or found["after"] in LATER or (found["part"] == "中午" and hour < EARLY)
    if later and hour < NOON:
        hour += NOON
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def read_weekday(text: str) -> int | None:
    """The day of the week that a text names and nothing else, Monday being 1; None for anything else."""
    found = WEEKDAY.fullmatch(_folded(text))
    if found is None:
        return None
    return WEEKDAYS[found["chinese"]] if found["chinese"] else ENGLISH_DAYS.index(found["english"]) + 1


def _folded(text: str) -> str:
    """As it is written most plainly."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    return plain.translate(TO_PLAIN)


def asked_at(now: int) -> Answers:
    """What a form with days begins with."""
    return {ASKED_AT: now}


def appointment_of(answers: Answers, time_zone: str) -> datetime:
    """The moment that was chosen, on the township's clock."""
    day, hour = date.fromisoformat(str(answers["day"])), time.fromisoformat(str(answers["time"]))
    return datetime.combine(day, hour, ZoneInfo(time_zone))


def promises_of(answers: Answers) -> tuple[tuple[Side, str, date], ...]:
    """What was promised: who, what, by which day."""
    return tuple(
        (
            Side(str(answers[f"by{number}"])),
            str(answers[f"what{number}"]),
            date.fromisoformat(str(answers[f"when{number}"])),
        )
        for number in range(1, MOST_PROMISES + 1)
        if f"when{number}" in answers
    )


def place_words(answers: Answers, facts: Facts) -> tuple[str | None, Localised | None]:
    """Where: as it was typed, or as the township names it."""
    place = str(answers["place"])
    places = facts.township.mediation.places
    for number, name in enumerate(places):
        if place == f"place{number}":
            return None, Localised(name=name)
    return place, None


def today_of(answers: Answers, facts: Facts) -> date:
    """The township's day on which the form was opened."""
    zone = ZoneInfo(facts.township.time_zone)
    return datetime.fromtimestamp(int(str(answers.get(ASKED_AT, 0))) / 1000, zone).date()


def shown_day(day: date, facts: Facts) -> Day:
    """A day as a message shows it."""
    zone = ZoneInfo(facts.township.time_zone)
    return Day(at=round(datetime.combine(day, time(NOON), zone).timestamp() * 1000))


def _yes_or_no(yes: str, no: str) -> Callable[[Answers, Facts], tuple[Choice, ...]]:
    choices = (Choice(YES, phrase(yes)), Choice(NO, phrase(no)))
    return lambda _answers, _facts: choices


def _is_yes(key: str) -> Callable[[Answers, Facts], bool]:
    return lambda answers, _facts: answers.get(key) == YES


def _all_sides(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(side.value, phrase(f"side-{side.value}")) for side in Side)


def _ways_to_stand(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return (
        Choice(NO, phrase("choice-party-grown")),
        Choice(YES, phrase("choice-party-minor")),
        Choice(REPRESENTED, phrase("choice-party-represented")),
    )


def _is_represented(answers: Answers, _facts: Facts) -> bool:
    return answers.get("minor") in {YES, REPRESENTED}


def _entered_sides(answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    kept = answers.get(SIDES)
    return tuple(Choice(str(side), phrase(f"side-{side}")) for side in kept) if isinstance(kept, list) else ()


def _days(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    days = next_days(today_of(answers, facts), facts.township.mediation.days_offered)
    return tuple(_day_choice(day, facts) for day in days)


def _day_choice(day: date, facts: Facts) -> Choice:
    weekday = phrase(f"team-weekday-{day.isoweekday()}")
    return Choice(day.isoformat(), phrase("choice-team-day", day=shown_day(day, facts), weekday=weekday))


def _day_typed(text: str, answers: Answers, facts: Facts) -> str | None:
    """A day of the week is the one of those that are offered, if there are not two of them."""
    weekday = read_weekday(text)
    if weekday is not None:
        offered = next_days(today_of(answers, facts), facts.township.mediation.days_offered)
        days = [day for day in offered if day.isoweekday() == weekday]
        return days[0].isoformat() if len(days) == 1 else None
    found = read_days(text, today_of(answers, facts))
    return found.first.isoformat() if found is not None and found.first == found.last else None


def _times(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    offered = facts.township.mediation.times
    return tuple(Choice(f"{each:%H%M}", phrase("choice-text", text=f"{each:%H:%M}")) for each in offered)


def _time_typed(text: str, _answers: Answers, _facts: Facts) -> str | None:
    found = read_time(text)
    return f"{found:%H%M}" if found is not None else None


def _places(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(choice_of(f"place{number}", name) for number, name in enumerate(facts.township.mediation.places))


def may_mediate_along(facts: Facts) -> tuple[Holder, ...]:
    """Who may be asked to mediate along: people of the case's units and of the centre first, then those of all other units.

    Not whoever has it, nobody whom it must not reach, and nobody of a village past which it goes.
    """
    case = facts.case
    if case is None:
        return ()
    holders = tuple(Holder(each.person_id, each.role, each.unit) for each in facts.officials)
    near, found = assignees(case, holders, facts.conflicts), dict[int, Holder]()
    shut_out = excluded_by(facts.conflicts, holders) | {case.handler_id}
    shut_out |= {held.person_id for held in holders if case.past_unit and held.unit == case.unit}
    for held in (*near, *(each for each in holders if each.role in UNIT_ROLES)):
        if held.person_id not in shut_out:
            found.setdefault(held.person_id, held)
    return tuple(found.values())


def _near(facts: Facts) -> frozenset[str]:
    case = facts.case
    return frozenset() if case is None else frozenset({case.unit, case.responsible_unit, facts.township.centre.code})


def _person_choice(held: Holder, facts: Facts) -> Choice:
    name = next(each.name for each in facts.officials if each.person_id == held.person_id)
    unit = Localised(name=facts.township.unit(held.unit).name)
    return Choice(str(held.person_id), phrase("choice-person", name=name, unit=unit))


def _joint(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    """People who are near, whoever already mediates along, and the way to those of other units."""
    joint = facts.case.joint if facts.case is not None else ()
    able, near = may_mediate_along(facts), _near(facts)
    people = tuple(_person_choice(held, facts) for held in able if held.unit in near or held.person_id in joint)
    further = any(held.unit not in near for held in able)
    return (*people, Choice(ELSEWHERE, phrase("choice-joint-elsewhere"))) if further else people


def _joins_from_elsewhere(answers: Answers, _facts: Facts) -> bool:
    return answers.get("person") == ELSEWHERE


def _other_units(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    codes = {held.unit for held in may_mediate_along(facts)} - _near(facts)
    return tuple(choice_of(unit.code, unit.name) for unit in facts.township.units if unit.code in codes)


def _others(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    own = (held for held in may_mediate_along(facts) if held.unit == answers.get("unit"))
    return tuple(_person_choice(held, facts) for held in own)


def _reasons(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(reason, phrase(f"stop-{reason.replace('_', '-')}")) for reason in STOP_REASONS)


def _consents(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(consent, phrase(f"consent-{consent}")) for consent in CONSENTS)


def _promise_days(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    today = today_of(answers, facts)
    return tuple(
        Choice(
            (today + timedelta(days)).isoformat(),
            phrase("choice-day-in", count=days, day=shown_day(today + timedelta(days), facts))
            if days
            else phrase("choice-today"),
        )
        for days in PROMISE_DAYS
    )


def _signing_days(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    today = today_of(answers, facts)
    yesterday = today - timedelta(1)
    return (
        Choice(today.isoformat(), phrase("choice-today")),
        _day_choice(yesterday, facts),
    )


def _signing_day_typed(text: str, answers: Answers, facts: Facts) -> str | None:
    """The latest day of this name in the last two months. Days are read forwards, so each is tried as the first."""
    today = today_of(answers, facts)
    if text.strip().casefold() in WORDS:
        found = read_days(text, today)
        return today.isoformat() if found is not None and found.first == today else None
    for back in range(DAYS_BACK):
        day = today - timedelta(back)
        found = read_days(text, day)
        if found is not None and found.first == found.last == day:
            return day.isoformat()
    return None


def _number(number: int) -> Callable[[Answers, Facts], Mapping[str, Value]]:
    return lambda _answers, _facts: {"count": number}


def _wants(number: int) -> Callable[[Answers, Facts], bool]:
    """The first promise is asked for in any case, a further one when the one before said so."""
    return lambda answers, _facts: number == 1 or answers.get(f"more{number - 1}") == YES


def _promise_fields() -> tuple[Field, ...]:
    fields: list[Field] = []
    for number in range(1, MOST_PROMISES + 1):
        wanted, count = _wants(number), _number(number)
        fields += [
            Field(f"by{number}", "ask-promise-by", wanted, _entered_sides, columns=2, says=count),
            Field(f"what{number}", "ask-promise-what", wanted, words=PROMISE_LENGTH, says=count),
            Field(f"when{number}", "ask-promise-when", wanted, _promise_days, _day_typed, columns=2, says=count),
        ]
        if number < MOST_PROMISES:
            more = _yes_or_no("choice-promise-more", "choice-promise-enough")
            fields.append(Field(f"more{number}", "ask-promise-more", wanted, more))
    return tuple(fields)


PARTY_FORM = Form(
    key=PARTY,
    fields=(
        Field("side", "ask-party-side", choices=_all_sides, columns=2),
        Field("name", "ask-party-name", words=40),
        Field("minor", "ask-party-minor", choices=_ways_to_stand),
        Field("representative", "ask-party-representative", _is_represented, words=60),
        Field("particulars", "ask-party-particulars", words=120, skippable=True),
        Field("agrees", "ask-party-agrees", choices=_yes_or_no("choice-party-agrees", "choice-party-not"), columns=2),
        Field("contact", "ask-party-contact", _is_yes("agrees"), words=60, skippable=True),
    ),
)
JOINT_FORM = Form(
    key=JOINT,
    fields=(
        Field("person", "ask-joint", choices=_joint),
        Field("unit", "ask-joint-unit", _joins_from_elsewhere, _other_units, columns=2),
        Field("other", "ask-joint-other", _joins_from_elsewhere, _others),
    ),
    confirms=False,
)
APPOINT_FORM = Form(
    key=APPOINT,
    fields=(
        Field("day", "ask-appoint-day", choices=_days, typed=_day_typed, columns=2),
        Field("time", "ask-appoint-time", choices=_times, typed=_time_typed, columns=3),
        Field("place", "ask-appoint-place", choices=_places, words=60),
    ),
)
OTHER_TIME_FORM = Form(key=OTHER_TIME, fields=(Field("word", "ask-other-time", words=200),), confirms=False)
SESSION_FORM = Form(key=SESSION, fields=(Field("texts", "ask-session", free=True),))
STOP_FORM = Form(
    key=STOP,
    fields=(
        Field("reason", "ask-stop-reason", choices=_reasons),
        Field("texts", "ask-stop-words", free=True),
    ),
)
AGREE_FORM = Form(key=AGREE, fields=(Field("facts", "ask-agreement-facts", words=FACTS_LENGTH), *_promise_fields()))
SIGN_FORM = Form(
    key=SIGN,
    fields=(
        Field("texts", "ask-sign-paper", free=True, files=True),
        Field("signed_on", "ask-signed-on", choices=_signing_days, typed=_signing_day_typed, columns=2),
    ),
)
EXTEND_FORM = Form(key=EXTEND, fields=(Field("consent", "ask-extend-consent", choices=_consents),), confirms=False)
