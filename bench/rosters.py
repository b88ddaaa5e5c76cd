"""Measure rosters: the program's own way beside OR-tools CP-SAT, which lowers the very same figure, and how steady they are.

The solver lives in the environment of the peers and gets people and shifts as numbers. Both run on one core.
"""

from __future__ import annotations

import subprocess
import time
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
from domain.roster_table import KEEPING, NOBODY, Seat, Table, bits
from domain.teams import Unavailable
from domain.township import Township

ROOT = Path(__file__).parents[1]
PEER = ROOT / "bench" / "peers" / "ortools_roster.py"
FIRST = date(2026, 1, 1)
DAYS = 90
PEOPLE = 30
TEAMS = 21
TARGET_SECONDS = 2.0
OPEN = 100_000_000
"""What an open post weighs in the solver's bound."""


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
    open_posts: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    """What is uneven, and what was changed: what both systems lower once as few posts as possible are open."""
    bounds: list[float] = field(default_factory=list)
    spreads: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def add(self, team: Team, posts: Sequence[Held], seconds: float) -> None:
        """Count one team's roster, as the program itself counts."""
        table = team.table(posts)
        self.seconds.append(seconds)
        self.open_posts.append(sum(map(table.missing, range(len(table.shifts)))) + table.lead.count(NOBODY))
        self.spreads.append(widest_spread(table))
        now, kept_leads = set(posts), {(post.slot, post.day, post.person_id) for post in posts if post.leads}
        stand = {post[:3] for post in posts}
        lost = sum(post[:3] not in stand for post in team.previous)
        lost += sum(post.leads and post[:3] not in kept_leads for post in team.previous)
        self.figures.append(table.uneven() + 2 * KEEPING * lost)
        if team.previous:
            self.changed.append(sum(post not in now for post in team.previous))

    def row(self, name: str, best: Found | None = None) -> str:
        """One line of the table; with somebody's bounds, how far above them this is where as many posts are open."""
        gap = ""
        if best is not None:
            costs = [figure + OPEN * posts for figure, posts in zip(self.figures, self.open_posts, strict=True)]
            above = [cost - bound for cost, bound in zip(costs, best.bounds, strict=False)]
            least = sum(best.bounds) - OPEN * sum(best.open_posts)
            gap = f"{sum(above) / least:.4%}, none in {sum(each < 0.5 for each in above)} of {len(above)}"
        changed = f"{fmean(self.changed):.1f}, most {max(self.changed)}" if self.changed else ""
        return (
            f"| {name} | {self.name} | {len(self.seconds)} | {sum(self.seconds):,.2f} | "
            f"{fmean(self.seconds) * 1000:,.0f}, most {max(self.seconds) * 1000:,.0f} | {sum(self.open_posts)} | "
            f"{max(self.spreads)} | {gap} | {changed} |"
        )


def widest_spread(table: Table) -> int:
    """By how many posts two people differ of whom the one could have handed a post to the other as it is."""
    counts = [shifts.bit_count() for shifts in table.taken]
    widest = 0
    for giver, shifts in enumerate(table.taken):
        for shift in bits(shifts):
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
    found, made = Found("own"), list[Roster]()
    for team in teams:
        began = time.process_time()
        made.append(team.roster())
        found.add(team, made[-1].given, time.process_time() - began)
    return found, made


def solver(teams: Sequence[Team], seconds: float) -> Found:
    """The solver's rosters, for each of which it has so many seconds."""
    found = Found(f"CP-SAT, at most {seconds:g} s")
    lines = [orjson.dumps(problem(team) | {"seconds": seconds}) for team in teams]
    told = subprocess.run([PEERS_PYTHON, PEER], input=b"\n".join(lines), stdout=subprocess.PIPE, check=True)  # noqa: S603
    for team, line in zip(teams, told.stdout.splitlines(), strict=True):
        answer = orjson.loads(line)
        table = team.table()
        posts = [
            Held(table.shifts[shift].slot, table.shifts[shift].day, table.members[person].person_id, leads)
            for shift, person, leads in answer["posts"]
        ]
        found.bounds.append(answer["bound"])
        found.add(team, posts, answer["seconds"])
    return found


def problem(team: Team) -> dict[str, object]:
    """A team as numbers."""
    table = team.table()
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
        "previous": [
            (table.shift_of[post.slot, post.day], table.person_of[post.person_id], post.leads) for post in team.previous
        ],
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
    found, made = own(teams)
    best = solver(teams[:sample], seconds)
    click.echo(found.row(name, best))
    click.echo(best.row(name, best))
    return found, made


def rosters(*, many: int, seconds: float, sample: int) -> None:
    """Measure and print everything."""
    township = load_settings(ROOT / "config.toml", {}).township
    click.echo(
        f"{PEOPLE} people a team, {DAYS} days, one core; the gap is that to the solver's bound, over its sample\n"
    )
    click.echo("| | | teams | CPU s | ms a team | open posts | widest difference | gap | posts changed |")
    click.echo("|---|---|---|---|---|---|---|---|---|")
    usual = list(towns_teams(TEAMS, township, scarce=False, seed=1))
    found, made = compare("as configured", usual, seconds, TEAMS)
    chance = Random(2)
    again = [one_day_less(team, roster, chance) for team, roster in zip(usual, made, strict=True)]
    compare("one of them a day less", again, seconds, TEAMS)
    compare("scarce", list(towns_teams(TEAMS, township, scarce=True, seed=3)), seconds, TEAMS)
    compare("as configured", list(towns_teams(many, township, scarce=False, seed=4)), seconds, sample)
    took = sum(found.seconds)
    click.echo("\n| target | found | to reach | |\n|---|---|---|---|")
    outcome = "reached" if took <= TARGET_SECONDS else "MISSED"
    click.echo(f"| rosters of {TEAMS} teams × {DAYS} days | {took:.2f} s | ≤ {TARGET_SECONDS:g} s | {outcome} |")


@click.command()
@click.option("--many", default=1_000, help="how many teams a county has")
@click.option("--seconds", default=10.0, help="how long the solver may take for a team")
@click.option("--sample", default=50, help="for how many of these teams the solver runs")
def main(*, many: int, seconds: float, sample: int) -> None:
    """Measure rosters beside the solver."""
    rosters(many=many, seconds=seconds, sample=sample)


if __name__ == "__main__":
    main()
