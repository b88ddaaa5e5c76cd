"""The command `shouwang` and its parts."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import uvloop
from rich.console import Console
from rich.progress import Progress

from bot.application import build
from bot.auditing import NoHeadCode, verify_log
from bot.backups import Backups
from bot.clock import SystemClock
from bot.doctor import examine
from bot.endings import EXIT_ANOTHER_POLLER, EXIT_CONFIGURATION, EXIT_IN_USE, AnotherPoller, TokenRefused
from bot.garbage import spare_what_stays
from bot.inviting import Invited, make_invitation
from bot.keys import KeysUnusable, read_keys
from bot.logging import set_up_logging
from bot.measure import print_measures
from bot.playground_command import run_playground, start_anew
from bot.posters import NoPosters, make_posters
from bot.replay import replay as play
from bot.replay_messages import MessagesUnreadable, read_messages
from bot.replay_patrol import PatrolSize
from bot.replay_patrol import replay_patrol as play_patrols
from bot.replay_patrol_people import FEWEST_IN_A_TEAM
from bot.replay_patrol_report import print_patrols
from bot.replay_report import print_outcome
from bot.rotating import rotate_keys
from bot.running import NotRunning, ask
from bot.settings import configuration_path, load_settings
from bot.settings_errors import ConfigurationError
from documents.access_page import access_page
from domain.calendar import Calendar
from domain.words import Role
from storage.backup import BackupBroken, verify
from storage.backup import restore as put_back
from storage.database import Database
from storage.lock_file import DatabaseInUse
from storage.migrate import SchemaTooNew

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.settings import Settings

SAMPLE = Path("docs/samples/messages.csv")
SEED = 20_260_301
POSTERS = Path("data/posters")
ACCESS = Path("docs/access.md")


def fail(sentence: str, code: int) -> NoReturn:
    """Say what is wrong and end."""
    click.echo(sentence, err=True)
    sys.exit(code)


def settings_of(context: click.Context) -> Settings:
    """The checked configuration; a wrong one ends the program with every mistake named."""
    path = configuration_path(context.obj, os.environ)
    try:
        settings = load_settings(path, os.environ)
    except ConfigurationError as error:
        fail(str(error), EXIT_CONFIGURATION)
    set_up_logging(settings.log)
    return settings


def run(work: Coroutine[object, object, None]) -> None:
    """Run to the end on uvloop; what cannot be started ends with a sentence and a code."""
    try:
        uvloop.run(work)
    except (DatabaseInUse, SchemaTooNew) as error:
        fail(str(error), EXIT_IN_USE)
    except (KeysUnusable, TokenRefused) as error:
        fail(str(error), EXIT_CONFIGURATION)
    except AnotherPoller as error:
        fail(str(error), EXIT_ANOTHER_POLLER)


@click.group()
@click.option(
    "--config", type=click.Path(path_type=Path), help="The configuration file; default SHOUWANG_CONFIG or config.toml."
)
@click.version_option(version("shouwang"), prog_name="shouwang")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Shouwang 守望: the chat service of a township."""
    context.obj = config


@main.command()
@click.pass_context
def serve(context: click.Context) -> None:
    """Run the bot, by long polling or webhook, against any Bot API server."""
    settings = settings_of(context)
    if settings.telegram.token is None:
        fail(
            "telegram.token is not set: export SHOUWANG_TELEGRAM__TOKEN=…, the token that @BotFather gave you",
            EXIT_CONFIGURATION,
        )
    run(_serve(settings))


async def _serve(settings: Settings) -> None:
    shouwang = build(settings, SystemClock())
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await shouwang.start()
        spare_what_stays()
        ended = asyncio.create_task(shouwang.ended())
        told = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if ended.done():
            await ended
        ended.cancel()
    finally:
        await shouwang.stop()


@main.command()
@click.option("--fresh", is_flag=True, help="Forget what earlier playgrounds left.")
@click.pass_context
def playground(context: click.Context, *, fresh: bool) -> None:
    """Open a page of several phones with the bot running behind it."""
    settings = settings_of(context)
    if fresh:
        start_anew(settings)

    def tell(url: str) -> None:
        click.echo(
            f"\n  守望 playground: {url}\n  Write on a villager's phone; move the clock at the top. Ctrl+C ends it.\n"
        )

    run(run_playground(settings, tell))


@main.command()
@click.argument("file", type=click.Path(path_type=Path), default=SAMPLE)
@click.option("--seed", default=SEED, show_default=True, help="Another seed, other officials.")
@click.option("--most", type=int, help="Only the first so many messages.")
@click.pass_context
def replay(context: click.Context, file: Path, seed: int, most: int | None) -> None:
    """Play a file of messages through the unmodified bot and hold the clocks to the policy.

    FILE has the columns id, user, title, sent_at, text, category. Officials answer some, late and never, by the seed.
    """
    settings = settings_of(context)
    set_up_logging(settings.log.changed(level="warning"))
    try:
        messages = read_messages(file)[:most]
    except MessagesUnreadable as error:
        fail(str(error), EXIT_CONFIGURATION)
    console = Console()
    outcome = uvloop.run(play(settings, messages, seed, console))
    sys.exit(0 if print_outcome(outcome, settings.township, console) else 1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path), default=SAMPLE)
@click.pass_context
def measure(context: click.Context, file: Path) -> None:
    """Measure the aids of triage on a file of messages: suggested categories, and cases proposed as alike.

    FILE has the columns id, user, title, sent_at, text, category. What is tuned and what is measured are kept apart.
    """
    settings = settings_of(context)
    try:
        messages = read_messages(file)
    except MessagesUnreadable as error:
        fail(str(error), EXIT_CONFIGURATION)
    print_measures(messages, settings.township, Console())


@main.command()
@click.option("--days", default=92, show_default=True, type=click.IntRange(1, 366), help="How many, from 1 October.")
@click.option(
    "--people", default=630, show_default=True, type=click.IntRange(1), help="How many in all teams together."
)
@click.option("--teams", type=click.IntRange(1), help="Only the first so many teams of the configuration.")
@click.option("--seed", default=1, show_default=True, help="Another seed, other evenings.")
@click.pass_context
def replay_patrol(context: click.Context, days: int, people: int, teams: int | None, seed: int) -> None:
    """Play a quarter of patrols through the unmodified bot and hold every reminder to an own reading of the rules.

    People come, are late, swap, fall ill, forget, walk, call for help and lose the network, by the seed.
    """
    settings = settings_of(context)
    set_up_logging(settings.log.changed(level="warning"))
    known = len(settings.township.patrol.teams)
    if teams is not None and teams > known:
        fail(f"the configuration has {known} teams", EXIT_CONFIGURATION)
    if people < FEWEST_IN_A_TEAM * (teams or known):
        fail(
            f"a team takes {FEWEST_IN_A_TEAM} people at least; give more --people or fewer --teams", EXIT_CONFIGURATION
        )
    console = Console()
    size = PatrolSize(days, people, teams or known, seed)
    played = uvloop.run(play_patrols(settings, size, console))
    sys.exit(0 if print_patrols(played.outcome, settings.township, console) else 1)


@main.command()
@click.option("--role", type=click.Choice([role.value for role in Role if role is not Role.REPORTER]), required=True)
@click.option("--unit", required=True, help="The unit's code in the configuration, such as the centre's.")
@click.option("--name", required=True, help="Whom it is for, as others will see them.")
@click.pass_context
def invite(context: click.Context, role: str, unit: str, name: str) -> None:
    """Make an invitation to a role in a unit: a link and a code, good once and for a limited time."""
    settings = settings_of(context)
    if all(known.code != unit for known in settings.township.units):
        codes = ", ".join(known.code for known in settings.township.units)
        fail(f"there is no unit {unit}; the configuration has {codes}", EXIT_CONFIGURATION)
    run(_invite(settings, Invited(Role(role), unit, name)))


async def _invite(settings: Settings, invited: Invited) -> None:
    link = await make_invitation(settings, SystemClock(), invited)
    click.echo(f"{link.url}\n")
    click.echo(link.code)


@main.command()
@click.option("--team", help="The code of the unit whose team it is; without it, all teams.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=POSTERS, show_default=True, help="The folder."
)
@click.pass_context
def posters(context: click.Context, team: str | None, out: Path) -> None:
    """Print new posters for checkpoints, an A4 page each. Those that hang there now are good for nothing afterwards."""
    settings = settings_of(context)
    teams = [unit.code for unit in settings.township.units_with_team]
    if team is not None and team not in teams:
        fail(f"{team} has no team; those that have one: {', '.join(teams)}", EXIT_CONFIGURATION)
    run(_posters(settings, team, out))


async def _posters(settings: Settings, team: str | None, out: Path) -> None:
    try:
        made = await make_posters(settings, SystemClock(), team, out)
    except NoPosters as error:
        fail(str(error), EXIT_CONFIGURATION)
    click.echo(
        f"{made.path}: {made.count} posters. Earlier posters of these checkpoints are revoked: hang the new ones."
    )


@main.command("access-page")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=ACCESS, show_default=True)
def write_access_page(out: Path) -> None:
    """Write the page that says who may press what, from the table the tests hold the program to."""
    out.write_text(access_page(), encoding="utf-8")


@main.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look at token, server, database, disk, clock and keys, and say what to do."""
    settings = settings_of(context)
    findings = uvloop.run(examine(settings, SystemClock()))
    for finding in findings:
        click.echo(f"{'ok ' if finding.well else 'BAD'}  {finding.what}")
    sys.exit(0 if all(finding.well for finding in findings) else 1)


@main.command()
@click.pass_context
def backup(context: click.Context) -> None:
    """Make a verified copy of the database now, whether or not the program is running."""
    run(_backup(settings_of(context)))


async def _backup(settings: Settings) -> None:
    keys = read_keys(settings.keys.path)
    try:
        told = await ask(settings, keys, "backup", {})
    except NotRunning:
        clock = SystemClock()
        database = await Database.open(settings.storage.path, clock, keys.storage)
        try:
            with Progress(transient=True) as progress:
                bar = progress.add_task("copying")
                copies = Backups(database, settings.backup, Calendar(settings.township.time_zone), clock)
                path = await copies.make(lambda done, total: progress.update(bar, completed=done, total=total))
        finally:
            await database.close()
        told = {"path": str(path)}
    click.echo(told["path"])


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.pass_context
def restore(context: click.Context, file: Path) -> None:
    """Put a copy in the database's place; what stood there is kept beside it. Stop the program first."""
    settings = settings_of(context)
    try:
        verify(file)
        kept = put_back(file, settings.storage.path)
    except BackupBroken as error:
        fail(str(error), 1)
    except (DatabaseInUse, SchemaTooNew) as error:
        fail(str(error), EXIT_IN_USE)
    click.echo(f"{settings.storage.path} is now the copy {file.name}." + (f" Before: {kept}" if kept else ""))


@main.group()
def audit() -> None:
    """The event log."""


@audit.command("verify")
@click.option("--head", help="A code that was sent out, to show that nothing up to then was changed since.")
@click.pass_context
def verify_audit(context: click.Context, head: str | None) -> None:
    """Read the event log through; the first event with which something is wrong is named, and the exit code is 1."""
    run(_verify_audit(settings_of(context), head))


async def _verify_audit(settings: Settings, head: str | None) -> None:
    try:
        well, sentence = await verify_log(settings, SystemClock(), head)
    except NoHeadCode as error:
        fail(str(error), EXIT_CONFIGURATION)
    click.echo(sentence)
    if not well:
        sys.exit(1)


@main.group()
def keys() -> None:
    """The keys under which everything is sealed."""


@keys.command()
@click.pass_context
def rotate(context: click.Context) -> None:
    """Make new keys and have everything sealed under them, whether or not the program is running."""
    run(_rotate(settings_of(context)))


async def _rotate(settings: Settings) -> None:
    click.echo(await rotate_keys(settings, SystemClock()))


@main.group()
def config() -> None:
    """The configuration."""


@config.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check the configuration and say where it is wrong."""
    settings = settings_of(context)
    township = settings.township
    click.echo(
        f"{configuration_path(context.obj, os.environ)}: in order. {township.name.en}: {len(township.units)} units, "
        f"{len(township.categories)} categories, {len(township.escalation.steps)} steps of escalation."
    )
