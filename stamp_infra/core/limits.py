"""CloudFormation's limits that a template can reach, in one table, each with how to stay below it.

Source: AWS CloudFormation User Guide, "Understand CloudFormation quotas".
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class Limit:
    """The greatest `number` of `what` that CloudFormation takes, and the `remedy` for more."""

    number: int
    what: str
    remedy: str


LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {
        "resources": Limit(
            number=500,
            what="resources",
            remedy="move resources that change together into a stack of their own, in a new module of templates/",
        ),
        "parameters": Limit(
            number=200,
            what="parameters",
            remedy="split the stack by what its resources refer to, so that each part needs fewer values from others",
        ),
        "outputs": Limit(
            number=200,
            what="outputs",
            remedy="move the resources that others refer to beside those that refer to them, or split the stack",
        ),
        "mappings": Limit(
            number=200,
            what="mappings",
            remedy="join mappings with the same first key into one, or split the stack",
        ),
        "body_bytes": Limit(
            number=1_000_000,
            what="bytes",
            remedy="move resources with long bodies (policies, API models, dashboards) into a stack of their own",
        ),
        "logical_id_characters": Limit(
            number=255,
            what="characters",
            remedy="shorten the resource's logical ID: its place in the stack says the rest",
        ),
        "name_characters": Limit(
            number=64,
            what="characters",
            remedy="shorten the resource's own name or the application's",
        ),
    }
)
