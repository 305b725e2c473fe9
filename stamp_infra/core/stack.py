"""A stack: the resources that one rendered template holds, in the order they are rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from troposphere import AWSObject, Parameter

from stamp_infra.core.block import Block
from stamp_infra.core.errors import Mistake
from stamp_infra.core.naming import logical_id

if TYPE_CHECKING:
    from stamp_infra.core.optout import Waiver

Item = AWSObject | Block | Parameter | Iterable["Item"]


class Stack:
    """`Stack("dynamodb", [orders, items], description=__doc__)` is declared in `dynamodb.py`, renders `dynamodb.yaml`.

    Items are blocks, troposphere resources, or lists of them; a troposphere `Parameter` is allowed in a stack that
    stands alone.
    """

    def __init__(
        self, name: str, items: Sequence[Item], *, description: str | None = "", waivers: Sequence[Waiver] = ()
    ) -> None:
        self.name = name
        self.description = " ".join(str(description or "").split())
        self.waivers = tuple(waivers)
        flat = tuple(_flatten(items))
        self.items = tuple(item for item in flat if isinstance(item, AWSObject | Block | Parameter))
        self._strays = tuple(item for item in flat if not isinstance(item, AWSObject | Block | Parameter))

    @property
    def logical_id(self) -> str:
        """The logical ID of the `AWS::CloudFormation::Stack` that nests it."""
        return logical_id(str(self.name))

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
        """What the blocks found wrong with their inputs, and what is in the stack that no template can hold."""
        for item in self._strays:
            remedy = "give the stack blocks, resources of troposphere, or lists of them"
            yield Mistake(where="items", what="is neither a block nor a resource", got=item, remedy=remedy)
        for item in self.items:
            if isinstance(item, Block):
                yield from item.mistakes


def _flatten(items: object) -> Iterator[object]:
    if isinstance(items, Iterable) and not isinstance(items, str | bytes | Mapping):
        for item in items:
            yield from _flatten(item)
    else:
        yield items
