"""A building block's result: the resource it stands for, those that come with it, and what was wrong with the input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troposphere import AWSObject

from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stamp_infra.core.errors import Mistake


@record
class Block:
    """`main` is what a reference to the block means; `others` come with it into the same stack."""

    main: AWSObject
    others: tuple[AWSObject, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def resources(self) -> tuple[AWSObject, ...]:
        """Everything the block puts into its stack, in the order it is rendered."""
        return (self.main, *self.others)


class Broken(AWSObject):
    """Stands for a resource that could not be built: it can be referred to, and never be rendered."""


def title(resource: AWSObject) -> str:
    """Return a resource's logical ID, which every resource of ours has."""
    return str(resource.title)


def broken(mistakes: Iterable[Mistake]) -> Block:
    """Return a block whose mistakes stop the synthesis of the stack that holds it."""
    return Block(main=Broken("Broken"), mistakes=tuple(mistakes))
