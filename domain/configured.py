"""What all models of the configuration have in common: frozen, nothing unknown, and lengths of time with their unit."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


def key_of(field_name: str) -> str:
    """The key under which the configuration file gives a field: `after_ms` is written `after = "24h"`."""
    return field_name.removesuffix("_ms")


class Configured(BaseModel):
    """A value of the configuration.

    A field `after_ms` holds milliseconds and is made in code by that name; in the file its key is `after` and its
    value says its unit (`"24h"`). A bare number there is refused: nobody could tell what it counts.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=key_of,
        validate_by_name=True,
        validate_by_alias=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _lengths_of_time_say_their_unit(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        written = {key_of(name) for name in cls.model_fields if key_of(name) != name}
        return {key: _as_written(value) if key in written else value for key, value in given.items()}

    def changed(self, **changes: object) -> Self:
        """The same value with some fields changed, checked again. Fields are named as in code."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**kept, **changes})


def _as_written(value: object) -> object:
    """A bare number as text, so that reading it as a length of time fails where it stands."""
    if isinstance(value, list | tuple):
        return [_as_written(part) for part in value]
    return str(value) if isinstance(value, int | float) else value
