"""What AWS says that its handlers of a resource type call: cfn-lint's bundled schemas, read in one spelling."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# CloudFormation calls `list` for Cloud Control and its generator of templates, in no operation on a stack:
# https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-develop.html
KEEPING: Final = ("create", "read", "update")
DELETING: Final = ("delete",)


@cache
def called(type_: str, region: str, handlers: tuple[str, ...]) -> frozenset[str]:
    """Return the actions of these handlers and of tagging; empty for a type without handlers, or an unknown one."""
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, type_).schema
    except ResourceNotFoundError:
        return frozenset()
    known = schema.get("handlers") or {}
    tagging = schema.get("tagging") or {}
    listed = [permission for name in handlers for permission in known.get(name, {}).get("permissions", ())]
    if known and handlers != DELETING:
        listed += tagging.get("permissions", ())
    return frozenset(_spelled(listed))


def _spelled(listed: Iterable[str]) -> Iterable[str]:
    # Some schemas write `S3:` or `CloudTrail:`; IAM takes both, and one action is to be one line.
    for permission in listed:
        service, _, action = permission.partition(":")
        yield f"{service.lower()}:{action}"
