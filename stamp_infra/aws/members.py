"""A deployed root stack and every stack nested in it, each with its state and its resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws.errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.aws.connection import Connection

NESTED: Final = "AWS::CloudFormation::Stack"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One resource of a stack as CloudFormation knows it."""

    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """One stack; `way` are the logical IDs that lead to it from the root, which has none."""

    way: tuple[str, ...]
    id: str
    name: str
    status: str
    reason: str
    protected: bool
    outputs: Mapping[str, str]
    parameters: Mapping[str, str]
    parts: tuple[Part, ...]

    @property
    def place(self) -> str:
        """What a person calls it: the name of the root, the logical IDs that lead to a nested one."""
        return "/".join(self.way) or self.name


def find(connection: Connection, name: str) -> Member | None:
    """Return the stack of this name or ARN alone, None when there is none."""
    return _member(connection, name, ())


def members(connection: Connection, name: str) -> Iterator[Member]:
    """Yield the stack of this name or ARN, then all that it nests, parents first; nothing when there is none."""
    yield from _below(connection, name, ())


def _below(connection: Connection, name: str, way: tuple[str, ...]) -> Iterator[Member]:
    member = _member(connection, name, way)
    if member is None:
        return
    yield member
    for part in member.parts:
        if part.type == NESTED and part.physical_id and part.status != "DELETE_COMPLETE":
            yield from _below(connection, part.physical_id, (*way, part.logical_id))


def _member(connection: Connection, name: str, way: tuple[str, ...]) -> Member | None:
    from botocore.exceptions import ClientError

    client = connection.client("cloudformation")
    with told(f"looking up the stack {name}"):
        try:
            stack: Mapping[str, Any] = client.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        pages = client.get_paginator("list_stack_resources").paginate(StackName=stack["StackId"])
        parts = tuple(_part(each) for page in pages for each in page["StackResourceSummaries"])
    return Member(
        way=way,
        id=stack["StackId"],
        name=stack["StackName"],
        status=stack["StackStatus"],
        reason=stack.get("StackStatusReason", ""),
        protected=bool(stack.get("EnableTerminationProtection")),
        outputs={each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])},
        parameters={each["ParameterKey"]: each.get("ParameterValue", "") for each in stack.get("Parameters", [])},
        parts=parts,
    )


def _part(answer: Mapping[str, Any]) -> Part:
    return Part(
        logical_id=answer["LogicalResourceId"],
        physical_id=answer.get("PhysicalResourceId", ""),
        type=answer["ResourceType"],
        status=answer["ResourceStatus"],
        reason=answer.get("ResourceStatusReason", ""),
    )
