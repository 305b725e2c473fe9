"""Conditions declared where they are used: a stack contains exactly those that something in it asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from troposphere import And, Not, NoValue, Or

from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from stamp_infra.core.deferred import Scope

_NAME: Final = re.compile(r"[A-Za-z0-9]+")


class Condition(Deferred):
    """A named condition over environment values; give it to a resource as `Condition=`, to `when` or to `And`."""

    def __init__(self, name: str, expression: object) -> None:
        self.name = name
        self.expression = _operand(expression)

    def resolve(self, scope: Scope) -> Any:
        """Declare the condition in the given stack and return its name."""
        if not _NAME.fullmatch(self.name):
            what = "must be letters and digits"
            scope.mistake(Mistake(where="condition", what=what, got=self.name, remedy="write a name such as IsLarge"))
        return scope.condition(self.name, self.expression)


class _Operand(Deferred):
    """A condition as a part of another one."""

    def __init__(self, condition: Condition) -> None:
        self.condition = condition

    def resolve(self, scope: Scope) -> Any:
        return {"Condition": self.condition.resolve(scope)}


def _operand(expression: object) -> object:
    if isinstance(expression, Condition):
        return _Operand(expression)
    if isinstance(expression, And | Or | Not):
        return {function: [_operand(part) for part in parts] for function, parts in expression.data.items()}
    return expression


class When(Deferred):
    """`!If` over a `Condition`."""

    def __init__(self, condition: Condition, then: object, otherwise: object) -> None:
        self.condition = condition
        self.branches = (then, otherwise)

    def resolve(self, scope: Scope) -> Any:
        """Return the `Fn::If`."""
        return {"Fn::If": [self.condition.resolve(scope), *self.branches]}


def when(condition: Condition, then: object, otherwise: object = NoValue) -> When:
    """Return `then` where the condition holds and `otherwise`, by default nothing at all, where it does not."""
    return When(condition, then, otherwise)
