"""`shouwang` as a process of its own, with the tiny handlers of the tests behind it: to be signalled and killed."""

from functools import partial

from bot import command_line
from bot.application import build
from tests.bot.bench import tiny_doors

if __name__ == "__main__":
    vars(command_line)["build"] = partial(build, doors=tiny_doors())
    command_line.main()
