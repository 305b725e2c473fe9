"""A record is a keyword-only dataclass whose fields stay as they were first set, and that is equal to itself alone.

`dataclass` would write the methods of a frozen class, its comparison and its text anew for each class: two thirds of
the time that a class takes, on every start.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from typing import TYPE_CHECKING, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


@overload
@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def record(cls: type[_T], /) -> type[_T]: ...


@overload
@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def record(*, kw_only: bool) -> Callable[[type[_T]], type[_T]]: ...


def record(cls: type[_T] | None = None, /, *, kw_only: bool = True) -> type[_T] | Callable[[type[_T]], type[_T]]:
    """Make a class a record; raises `FrozenInstanceError` when a field is set again or deleted."""

    def make(cls: type[_T]) -> type[_T]:
        made = dataclass(kw_only=kw_only, eq=False, repr=False)(cls)
        made.__setattr__ = _set_once  # type: ignore[method-assign]
        made.__delattr__ = _keep  # type: ignore[method-assign]
        return made

    return make(cls) if cls else make


def _set_once(self: object, name: str, value: object) -> None:
    if name in vars(self):
        message = f"cannot assign to field {name!r}"
        raise FrozenInstanceError(message)
    object.__setattr__(self, name, value)


def _keep(_self: object, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)
