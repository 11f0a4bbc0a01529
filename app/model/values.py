"""What a process variable may be: JSON values, nothing else."""

from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Variables: TypeAlias = Mapping[str, Json]
