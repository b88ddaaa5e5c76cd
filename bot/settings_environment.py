"""The environment as a source of settings: `SHOUWANG_CLOCKS__ACCEPT__AFTER` stands for `clocks.accept.after`."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource

PREFIX: Final = "SHOUWANG_"
DELIMITER: Final = "__"
CONFIG_VARIABLE: Final = "SHOUWANG_CONFIG"
"""Names the configuration file; the only variable with our prefix that stands for no key."""


def variable_of(path: tuple[str | int, ...]) -> str:
    """The variable that stands for a key: ("telegram", "base_url") is SHOUWANG_TELEGRAM__BASE_URL."""
    return PREFIX + DELIMITER.join(str(part) for part in path).upper().replace("-", "_")


class EnvironmentSource(EnvSettingsSource):
    """Reads settings from the mapping it is given, never from the process's own environment behind one's back.

    A list or table that is not JSON is passed on as text, so that the check of the whole configuration finds and
    names it like any other mistake. An empty variable counts as not set.
    """

    def __init__(self, settings_class: type[BaseSettings], environment: Mapping[str, str]) -> None:
        self._environment = environment
        super().__init__(
            settings_class,
            case_sensitive=False,
            env_prefix=PREFIX,
            env_prefix_target="all",
            env_nested_delimiter=DELIMITER,
        )

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): value for name, value in self._environment.items() if value}

    def next_field(
        self,
        field: FieldInfo | Any | None,
        key: str,
        case_sensitive: bool | None = None,  # noqa: FBT001  (the signature is pydantic-settings' own)
    ) -> FieldInfo | None:
        """The field under a key, so that a list in it is read as JSON."""
        # A length of time stands in the field `..._ms` and is written without that ending, see domain/configured.py.
        written, kept = super().next_field, f"{key}_ms"
        return written(field, key, case_sensitive) or written(field, kept, case_sensitive)

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """Read JSON; what is none stays as it is."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


def unknown_variables(settings_class: type[BaseSettings], environment: Mapping[str, str]) -> tuple[str, ...]:
    """Variables with our prefix whose first part is no table or key of the configuration."""
    return tuple(
        name
        for name, value in environment.items()
        if name.upper().startswith(PREFIX)
        and value
        and name.upper() != CONFIG_VARIABLE
        and name.upper().removeprefix(PREFIX).split(DELIMITER)[0].lower() not in settings_class.model_fields
    )
