"""Everything that can be set: one file and the environment, read once at the start and checked as a whole."""

import tomllib
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings_checks import contradictions
from bot.settings_contradiction import Contradiction
from bot.settings_environment import CONFIG_VARIABLE, EnvironmentSource, unknown_variables, variable_of
from bot.settings_errors import ConfigurationError, Origin, Problem, problem_from, written_key
from domain.configured import Configured, key_of
from domain.durations import Duration
from domain.township import Township

DEFAULT_PATH: Final = Path("config.toml")
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

Port = Annotated[int, Field(ge=0, le=65_535)]
"""A TCP port; 0 takes any that is free."""
Host = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A name or address of this machine to listen on."""
WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s/]+(/\S*)?$")]
AtLeastOne = Annotated[int, Field(ge=1)]


class UpdateMode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    """The program asks for them; needs no address of its own."""
    WEBHOOK = "webhook"
    """They are brought to an address that can be reached from outside."""


class LogLevel(StrEnum):
    """What is worth a line in the log."""

    DEBUG = "debug"
    """Everything, for finding a fault."""
    INFO = "info"
    """What happens in the ordinary course."""
    WARNING = "warning"
    """What somebody should look at."""
    ERROR = "error"
    """What went wrong."""


class LogFormat(StrEnum):
    """How a line of the log is written."""

    CONSOLE = "console"
    """For eyes."""
    JSON = "json"
    """For machines, one object a line."""


class WebhookSettings(Configured):
    """Where Telegram brings updates to; only read when `telegram.mode` is webhook."""

    url: WebAddress | None = None
    """The address as Telegram sees it."""
    secret: SecretStr | None = None
    """What Telegram says with every call, so that nobody else can; 1–256 letters, digits, _ and -."""
    host: Host
    port: Port


class TelegramSettings(Configured):
    """The bot's account and the server it talks to."""

    token: SecretStr | None = None
    """From @BotFather. The playground needs none."""
    base_url: WebAddress
    """Any server that speaks the Bot API."""
    mode: UpdateMode
    poll_timeout_ms: Duration
    """How long one poll waits for an update."""
    webhook: WebhookSettings


class StorageSettings(Configured):
    """The database."""

    path: Path


class DeliverySettings(Configured):
    """How fast messages go out, and how often a failed one is tried."""

    per_second: AtLeastOne
    per_chat_per_second: Annotated[float, Field(gt=0)]
    per_chat_burst: AtLeastOne
    """How many messages a chat may get at once before the rate holds."""
    per_group_minute: AtLeastOne
    in_flight: AtLeastOne
    """How many calls wait for their answer at the same time."""
    attempts: AtLeastOne
    """How often a message is tried before it goes to the dead letters."""


class HealthSettings(Configured):
    """The page that says whether all is well."""

    host: Host
    port: Port


class CalendarSettings(Configured):
    """Where the calendars of patrollers are served that a phone reads again and again."""

    address: WebAddress | None = None
    """What links to them begin with, as a phone on the internet sees it; without one only files are offered."""
    host: Host
    port: Port


class BackupSettings(Configured):
    """The nightly copy of the database."""

    path: Path
    """A folder."""
    time: time
    """Every night at this time of the township."""
    keep: AtLeastOne
    """How many nightly copies are kept."""


class KeysSettings(Configured):
    """The keys that seal identities; never in the same backup as the database."""

    path: Path


class LogSettings(Configured):
    """The log. It holds no token, no text and no identity at any level."""

    level: LogLevel
    format: LogFormat


class PlaygroundSettings(Configured):
    """The page of phones of `shouwang playground`."""

    host: Host
    port: Port
    path: Path
    """Where it keeps its people and messages between two runs."""


class _ProgramSettings(Configured):
    telegram: TelegramSettings
    storage: StorageSettings
    delivery: DeliverySettings
    health: HealthSettings
    calendar: CalendarSettings
    backup: BackupSettings
    keys: KeysSettings
    log: LogSettings
    playground: PlaygroundSettings


class Settings(_ProgramSettings):
    """A checked configuration: the township that the rules need, and what the program itself needs."""

    township: Township


class Configuration(Township, _ProgramSettings, BaseSettings):
    """The file as it is written: the township's tables and the program's side by side.

    Reads nothing by itself; `load_settings` hands it the file and the environment.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  (the names are pydantic-settings' own)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what it is given."""
        return (init_settings,)

    def settings(self) -> Settings:
        """The same values in the shape the program uses."""
        township = Township.model_validate({name: getattr(self, name) for name in Township.model_fields})
        program = {name: getattr(self, name) for name in _ProgramSettings.model_fields}
        return Settings.model_validate({"township": township, **program})


def configuration_path(given: Path | None, environment: Mapping[str, str]) -> Path:
    """The file to read: the one given on the command line, else SHOUWANG_CONFIG, else `config.toml` here."""
    if given is not None:
        return given
    named = environment.get(CONFIG_VARIABLE)
    return Path(named) if named else DEFAULT_PATH


def load_settings(path: Path, environment: Mapping[str, str]) -> Settings:
    """Read the file, lay the environment over it, and check the whole.

    Relative paths in it are left as they are: they begin where the program was started.

    Raises:
        ConfigurationError: with every mistake that can be seen at once.
    """
    origin = Origin(path, environment)
    written = _read(path)
    problems = [_unknown_variable(name) for name in unknown_variables(Configuration, environment)]
    merged = _overlaid(written, EnvironmentSource(Configuration, environment)())
    settings: Settings | None = None
    try:
        settings = Configuration.model_validate(merged).settings()
    except ValidationError as error:
        problems += [problem_from(detail, Configuration, origin) for detail in error.errors(include_url=False)]
    if settings is not None:
        found = (*contradictions(settings.township), *_program_contradictions(settings))
        problems += [
            Problem(origin.place(one.key), written_key(one.key), one.found, one.right) for one in dict.fromkeys(found)
        ]
    if settings is None or problems:
        # Outside the handler above: a traceback with the validation error would show what was in the file.
        raise ConfigurationError(tuple(problems))
    return settings


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        right = f"a file; give its path with --config or {CONFIG_VARIABLE}"
        problem = Problem(str(path), "the file", "no such file", right)
    except UnicodeDecodeError as error:
        problem = Problem(str(path), f"byte {error.start}", "a byte that is not UTF-8", "a text in UTF-8")
    except OSError as error:
        problem = Problem(str(path), "the file", (error.strerror or str(error)).lower(), "a file that can be read")
    except tomllib.TOMLDecodeError as error:
        problem = Problem(str(path), "the file", f"text that is not TOML: {error}", "TOML, see https://toml.io")
    raise ConfigurationError((problem,))


def _overlaid(lower: Mapping[str, object], upper: Mapping[str, object]) -> dict[str, object]:
    """Both together; where both give a value that is not a table, the upper one's."""
    whole = dict(lower)
    for key, value in upper.items():
        below = whole.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            whole[key] = _overlaid(below, value)
        else:
            whole[key] = value
    return whole


def _unknown_variable(name: str) -> Problem:
    keys = ", ".join(variable_of((key_of(key),)) for key in _ProgramSettings.model_fields)
    right = f"a variable that begins with the name of a table or key, such as {keys}"
    return Problem(f"environment variable {name}", name, "a variable that stands for no key", right)


def _program_contradictions(settings: Settings) -> tuple[Contradiction, ...]:
    found = []
    telegram = settings.telegram
    if telegram.mode is UpdateMode.WEBHOOK:
        if telegram.webhook.url is None:
            right = "the address that Telegram calls, because telegram.mode is webhook"
            found.append(Contradiction(("telegram", "webhook", "url"), "nothing", right))
        if telegram.webhook.secret is None:
            right = "a secret, because telegram.mode is webhook; without it anybody could send updates"
            found.append(Contradiction(("telegram", "webhook", "secret"), "nothing", right))
    address = settings.calendar.address
    if address is not None and urlsplit(address).scheme == "http" and urlsplit(address).hostname not in LOOPBACK:
        right = "an address that begins with https: whoever reads the link on its way could read the shifts"
        found.append(Contradiction(("calendar", "address"), address, right))
    if settings.keys.path.resolve().is_relative_to(settings.backup.path.resolve()):
        right = "a place outside backup.path, so that keys and database never lie in one backup"
        found.append(Contradiction(("keys", "path"), str(settings.keys.path), right))
    return tuple(found)
