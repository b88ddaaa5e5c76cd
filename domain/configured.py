"""What all models of the configuration have in common: frozen, nothing unknown, and lengths of time with their unit."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


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
        if isinstance(given, Mapping):
            for field_name in cls.model_fields:
                key = key_of(field_name)
                if key == field_name or key not in given:
                    continue
                value = given[key]
                if any(isinstance(part, int) for part in (value if isinstance(value, list) else [value])):
                    raise PydanticCustomError(
                        "bare_duration", "a length of time such as {example}", {"example": '"24h"', "key": key}
                    )
        return given

    def changed(self, **changes: object) -> Self:
        """The same value with some fields changed, checked again. Fields are named as in code."""
        return type(self).model_validate({**dict(self), **changes})
