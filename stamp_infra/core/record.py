"""A record is a frozen, keyword-only dataclass that is equal to itself alone: what nobody calls is not generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def record(cls: type[_T]) -> type[_T]:
    """Make a class a record; comparing and showing it as text would cost half as much again on every start."""
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)
