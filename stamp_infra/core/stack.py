"""A stack: the resources that one rendered template holds, in the order they are rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from troposphere import AWSObject, Parameter

from stamp_infra.core.block import Block
from stamp_infra.core.naming import logical_id

if TYPE_CHECKING:
    from stamp_infra.core.errors import Mistake
    from stamp_infra.core.optout import Waiver

Item = AWSObject | Block | Parameter | Iterable["Item"]


class Stack:
    """`Stack("dynamodb", [users, stamps], description=__doc__)` is declared in `dynamodb.py`, renders `dynamodb.yaml`.

    Items are blocks, troposphere resources, or lists of them; a troposphere `Parameter` is allowed in a stack that
    stands alone.
    """

    def __init__(
        self, name: str, items: Sequence[Item], *, description: str | None = "", waivers: Sequence[Waiver] = ()
    ) -> None:
        self.name = name
        self.description = " ".join((description or "").split())
        self.waivers = tuple(waivers)
        self.items = tuple(_flatten(items))

    @property
    def logical_id(self) -> str:
        """The logical ID of the `AWS::CloudFormation::Stack` that nests it."""
        return logical_id(self.name)

    @property
    def resources(self) -> Iterator[AWSObject]:
        """Every resource, blocks taken apart."""
        for item in self.items:
            if isinstance(item, Block):
                yield from item.resources
            elif isinstance(item, AWSObject):
                yield item

    @property
    def parameters(self) -> Iterator[Parameter]:
        """The parameters declared by hand."""
        return (item for item in self.items if isinstance(item, Parameter))

    @property
    def mistakes(self) -> Iterator[Mistake]:
        """What the blocks found wrong with their inputs."""
        for item in self.items:
            if isinstance(item, Block):
                yield from item.mistakes


def _flatten(items: Iterable[Item]) -> Iterator[AWSObject | Block | Parameter]:
    for item in items:
        if isinstance(item, AWSObject | Block | Parameter):
            yield item
        else:
            yield from _flatten(item)
