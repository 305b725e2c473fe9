"""A value that is written down now and becomes CloudFormation when the stack that uses it is synthesized."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from troposphere import AWSHelperFn

if TYPE_CHECKING:
    from troposphere import AWSObject

    from stamp_infra.core.errors import Mistake


class Scope(Protocol):
    """What a deferred value may ask of the stack under synthesis; each answer is a plain CloudFormation value."""

    @property
    def app(self) -> str:
        """The application's name, the first part of every physical name."""

    def environment(self) -> object:
        """Return the reference to the environment's name, and make the stack take it as a parameter."""

    def setting(self, field: str) -> object:
        """Return the look-up of an environment's field: a row of the mapping or a deploy-time parameter."""

    def reference(self, resource: AWSObject, attribute: str | None, generated: str) -> object:
        """Return the reference to a resource of this stack or of another one, which is then wired."""

    def derived(self, name: str, expression: object) -> object:
        """Return a value that the root computes once and hands to this stack as a parameter of that name."""

    def condition(self, name: str, expression: object) -> str:
        """Declare a condition in this stack and return its name."""

    def encode(self, value: object) -> Any:
        """Return a value as plain CloudFormation, with everything deferred in it resolved."""

    def mistake(self, mistake: Mistake) -> None:
        """Report what only the whole application can show to be wrong."""


class Deferred(AWSHelperFn):
    """Base of our own intrinsic functions: troposphere takes it wherever it takes `Ref` or `GetAtt`."""

    # troposphere compares by the JSON, which there is none of yet.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def resolve(self, scope: Scope) -> Any:
        """Return the value in the given stack; what it contains may be deferred again."""
        raise NotImplementedError

    def to_dict(self) -> Any:
        """Refuse: outside a synthesis there is no stack to be resolved in."""
        message = f"{type(self).__name__} has no value before its stack is synthesized"
        raise TypeError(message)
