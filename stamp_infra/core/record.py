"""A record is a keyword-only dataclass whose fields stay as they were first set, and that is equal to itself alone.

`dataclass` would write the methods of a frozen class, its comparison and its text anew for each class: two thirds of
the time that a class takes, on every start.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def record(cls: type[_T]) -> type[_T]:
    """Make a class a record; raises `FrozenInstanceError` when a field is set again or deleted."""
    made = dataclass(kw_only=True, eq=False, repr=False)(cls)
    made.__setattr__ = _set_once  # type: ignore[method-assign]
    made.__delattr__ = _keep  # type: ignore[method-assign]
    return made


def _set_once(self: object, name: str, value: object) -> None:
    if name in vars(self):
        message = f"cannot assign to field {name!r}"
        raise FrozenInstanceError(message)
    object.__setattr__(self, name, value)


def _keep(_self: object, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)
