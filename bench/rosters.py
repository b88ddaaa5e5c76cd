"""Measure rosters: the program's own way beside OR-tools CP-SAT, which lowers the very same figure, and how steady they are.

The solver lives in the environment of the peers and gets people and shifts as numbers. Both run on one core.
"""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import fmean

import click
import orjson

from bench.rates import PEERS_PYTHON
from bot.settings import load_settings
from domain.calendar import Calendar
from domain.patrol_plan import TeamPlan
from domain.roster import Held, OpenShift, Roster, RosterMember, make_roster, planned_shifts
from domain.roster_table import Seat, Table, bits
from domain.teams import Unavailable
from domain.township import Township

ROOT = Path(__file__).parents[1]
PEER = ROOT / "bench" / "peers" / "ortools_roster.py"
FIRST = date(2026, 1, 1)
DAYS = 90
PEOPLE = 30
TARGET_TEAMS = 21
TARGET_SECONDS = 2.0


@dataclass(frozen=True)
class Team:
    """One team's shifts and members, and the roster before, if there is one."""

    shifts: tuple[OpenShift, ...]
    members: tuple[RosterMember, ...]
    rest_ms: int
    previous: tuple[Held, ...] = ()

    def roster(self) -> Roster:
        """The program's own roster."""
        return make_roster(self.shifts, self.members, (), {}, self.rest_ms, previous=self.previous)

    def table(self, posts: Sequence[Held] = ()) -> Table:
        """A roster laid out, so that it can be looked at."""
        table = Table(self.shifts, self.members, {}, self.rest_ms, {})
        for post in posts:
            shift = table.shift_of[post.slot, post.day]
            table.put(table.person_of[post.person_id], Seat(shift, post.leads))
        return table


@dataclass
class Found:
    """What one system made of some teams."""

    name: str
    seconds: list[float] = field(default_factory=list)
    open_posts: int = 0
    uneven: int = 0
    bound: float = 0.0
    proven: int = 0
    spreads: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def add(self, team: Team, posts: Sequence[Held]) -> None:
        """Count one team's roster, as the program itself counts."""
        table = team.table(posts)
        self.open_posts += sum(map(table.missing, range(len(table.shifts)))) + table.lead.count(-1)
        self.uneven += table.uneven()
        self.spreads.append(widest_spread(table))
        if team.previous:
            self.changed.append(sum((Counter(team.previous) - Counter(posts)).values()))

    def row(self, name: str, bound: float | None) -> str:
        """One line of the table."""
        gap = "" if bound is None else f"{(self.uneven - bound) / bound:.3%}"
        changed = f"{fmean(self.changed):.1f}, most {max(self.changed)}" if self.changed else ""
        return (
            f"| {name} | {self.name} | {len(self.seconds)} | {sum(self.seconds):,.2f} | "
            f"{fmean(self.seconds) * 1000:,.0f}, most {max(self.seconds) * 1000:,.0f} | {self.open_posts} | "
            f"{fmean(self.spreads):.1f}, most {max(self.spreads)} | {gap} | {changed} |"
        )


def widest_spread(table: Table) -> int:
    """By how many posts two people differ of whom the one could have handed a post to the other as it is."""
    counts = [len(posts) for posts in table.posts]
    widest = 0
    for giver, posts in enumerate(table.posts):
        for shift in posts:
            for taker in bits(table.takers(Seat(shift, table.lead[shift] == giver))):
                widest = max(widest, counts[giver] - counts[taker])
    return widest


def members(chance: Random, *, scarce: bool) -> tuple[RosterMember, ...]:
    """People with weekdays and weeks on which they cannot come; every fifth may lead."""
    return tuple(
        RosterMember(number, unavailable=tuple(_cannot(chance, scarce=scarce)), may_lead=number % 5 == 0)
        for number in range(1, PEOPLE + 1)
    )


def _cannot(chance: Random, *, scarce: bool) -> Iterator[Unavailable]:
    if chance.random() < (0.8 if scarce else 0.4):
        for weekday in chance.sample(range(1, 8), chance.choice((3, 4, 5) if scarce else (1, 2))):
            yield Unavailable(0, 0, weekday=weekday)
    for _ in range(chance.choice((1, 2, 3) if scarce else (0, 0, 1, 2))):
        first = FIRST + timedelta(days=chance.randrange(DAYS))
        yield Unavailable(0, 0, None, first.isoformat(), (first + timedelta(days=chance.randrange(1, 14))).isoformat())


def towns_teams(count: int, township: Township, *, scarce: bool, seed: int) -> Iterator[Team]:
    """Teams of 30 with the shifts of the township's teams, in turn; where people are scarce, with those of the busiest."""
    chance, calendar = Random(seed), Calendar(township.time_zone)
    plans: tuple[TeamPlan, ...] = township.patrol.teams
    for number in range(count):
        plan = plans[0 if scarce else number % len(plans)]
        shifts = planned_shifts(plan, township, calendar, FIRST, FIRST + timedelta(days=DAYS - 1))
        if scarce:
            shifts = tuple(replace(shift, strength=shift.strength + 2) for shift in shifts)
        yield Team(shifts, members(chance, scarce=scarce), township.patrol.rest_ms)


def own(teams: Sequence[Team]) -> tuple[Found, list[Roster]]:
    """The program's rosters, timed one by one."""
    found, rosters = Found("own"), list[Roster]()
    for team in teams:
        began = time.perf_counter()
        rosters.append(team.roster())
        found.seconds.append(time.perf_counter() - began)
        found.add(team, rosters[-1].given)
    return found, rosters


def solver(teams: Sequence[Team], seconds: float, hints: Sequence[Roster] = ()) -> Found:
    """The solver's rosters within so many seconds a team; with hints it begins with the program's own."""
    found = Found(f"CP-SAT, {seconds:g} s" + (", from own" if hints else ""))
    lines = [
        orjson.dumps(problem(team, hints[index].given if hints else ()) | {"seconds": seconds})
        for index, team in enumerate(teams)
    ]
    told = subprocess.run([PEERS_PYTHON, PEER], input=b"\n".join(lines), stdout=subprocess.PIPE, check=True)  # noqa: S603
    for team, line in zip(teams, told.stdout.splitlines(), strict=True):
        answer = orjson.loads(line)
        table = team.table()
        found.seconds.append(answer["seconds"])
        found.bound += answer["bound"]
        found.proven += answer["proven"]
        posts = [
            Held(table.shifts[shift].slot, table.shifts[shift].day, table.members[person].person_id, leads)
            for shift, person, leads in answer["posts"]
        ]
        found.add(team, posts)
    return found


def problem(team: Team, hint: Sequence[Held]) -> dict[str, object]:
    """A team as numbers."""
    table = team.table()

    def numbers(posts: Sequence[Held]) -> list[tuple[int, int, bool]]:
        return [(table.shift_of[post.slot, post.day], table.person_of[post.person_id], post.leads) for post in posts]

    tallies = [
        {
            "weight": tally.weight,
            "of_leads": tally.of_leads,
            "shifts": [
                shift
                for shift in range(len(table.shifts))
                if any(each.counts is tally.counts for each in table.tallies(Seat(shift, tally.of_leads)))
            ],
        }
        for tally in table.measures()
    ]
    return {
        "people": len(table.members),
        "could": [list(bits(could)) for could in table.could],
        "near": table.near,
        "strength": [shift.strength for shift in table.shifts],
        "leaders": list(bits(table.leaders)),
        "tallies": tallies,
        "previous": numbers(team.previous),
        "hint": numbers(hint),
    }


def one_day_less(team: Team, roster: Roster, chance: Random) -> Team:
    """The same team after somebody said that they cannot come on a day on which they stand."""
    post = chance.choice(roster.given)
    day = post.day.isoformat()
    changed = tuple(
        replace(member, unavailable=(*member.unavailable, Unavailable(0, 0, None, day, day)))
        if member.person_id == post.person_id
        else member
        for member in team.members
    )
    return replace(team, members=changed, previous=roster.given)


def compare(name: str, teams: Sequence[Team], seconds: float, sample: int) -> tuple[Found, list[Roster]]:
    """Measure both on the same teams, the solver on the first of them, and print a line each."""
    found, rosters = own(teams)
    first, few = teams[:sample], rosters[:sample]
    plain, hinted = solver(first, seconds), solver(first, seconds, few)
    bound = max(plain.bound, hinted.bound)
    beside = found if sample >= len(teams) else own(first)[0]
    if beside is not found:
        click.echo(found.row(name, None))
    # What is open weighs a million each in the bound; the gap is that of what is uneven.
    for each in (beside, plain, hinted):
        click.echo(each.row(name, bound - 1_000_000 * min(beside.open_posts, plain.open_posts, hinted.open_posts)))
    return found, rosters


def rosters(*, teams: int, many: int, seconds: float, sample: int) -> None:
    """Measure and print everything."""
    township = load_settings(ROOT / "config.toml", {}).township
    click.echo(
        f"{PEOPLE} people a team, {DAYS} days, one core; the gap is that of the figure to the solver's best bound\n"
    )
    click.echo("| | | teams | s | ms a team | open posts | handable difference | gap | posts changed |")
    click.echo("|---|---|---|---|---|---|---|---|---|")
    usual = list(towns_teams(teams, township, scarce=False, seed=1))
    found, made = compare("as configured", usual, seconds, sample)
    chance = Random(2)
    again = [one_day_less(team, roster, chance) for team, roster in zip(usual, made, strict=True)]
    compare("one day less", again, seconds, sample)
    compare("scarce", list(towns_teams(teams, township, scarce=True, seed=3)), seconds, sample)
    compare(f"{many:,} teams", list(towns_teams(many, township, scarce=False, seed=4)), seconds, min(sample, 5))
    took = sum(found.seconds) * TARGET_TEAMS / teams
    click.echo("\n| target | found | to reach | |\n|---|---|---|---|")
    outcome = "reached" if took <= TARGET_SECONDS else "MISSED"
    click.echo(f"| rosters of {TARGET_TEAMS} teams × {DAYS} days | {took:.2f} s | ≤ {TARGET_SECONDS:g} s | {outcome} |")


@click.command()
@click.option("--teams", default=TARGET_TEAMS, help="how many teams the town has")
@click.option("--many", default=1_000, help="how many teams a county has")
@click.option("--seconds", default=10.0, help="how long the solver may take for a team")
@click.option("--sample", default=TARGET_TEAMS, help="for how many teams the solver runs")
def main(*, teams: int, many: int, seconds: float, sample: int) -> None:
    """Measure rosters beside the solver."""
    rosters(teams=teams, many=many, seconds=seconds, sample=sample)


if __name__ == "__main__":
    main()
