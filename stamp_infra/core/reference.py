"""Refer to any resource of the application: in its own stack a `Ref` or `GetAtt`, elsewhere wired on synthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.core.block import Block
from stamp_infra.core.deferred import Deferred

if TYPE_CHECKING:
    from troposphere import AWSObject

    from stamp_infra.core.deferred import Scope


class Reference(Deferred):
    """`Ref` or an attribute of a resource, or of what SAM generates from it: `generated` then ends its logical ID."""

    def __init__(self, target: AWSObject | Block, attribute: str | None = None, generated: str = "") -> None:
        self.resource = target.main if isinstance(target, Block) else target
        self.attribute = attribute
        self.generated = generated

    def resolve(self, scope: Scope) -> Any:
        """Return the reference in the given stack."""
        return scope.reference(self.resource, self.attribute, self.generated)


def ref(target: AWSObject | Block) -> Reference:
    """Return `!Ref` of a resource, in whichever stack it lives."""
    return Reference(target)


def att(target: AWSObject | Block, attribute: str) -> Reference:
    """Return `!GetAtt` of a resource, in whichever stack it lives; the attribute is CloudFormation's, as in `Arn`."""
    return Reference(target, attribute)
