"""A value leads to the resource it means, be it written as a pointer, as an ARN or as a physical name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.values import items, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.rendered.model import Resolved, Resource

# type -> the property that holds its physical name, where that name stands in an ARN (or a queue's URL)
_NAMED: Final = {
    "AWS::Backup::BackupVault": ("BackupVaultName", r":backup-vault:([^:]+)$"),
    "AWS::DynamoDB::GlobalTable": ("TableName", r":table/([^/]+)"),
    "AWS::DynamoDB::Table": ("TableName", r":table/([^/]+)"),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", r":policy/(?:.+/)?([^/]+)$"),
    "AWS::IAM::Role": ("RoleName", r":role/(?:.+/)?([^/]+)$"),
    "AWS::KMS::Alias": ("AliasName", r":(alias/.+)$"),
    "AWS::Lambda::Function": ("FunctionName", r":function:([^:/]+)"),
    "AWS::Logs::LogGroup": ("LogGroupName", r":log-group:([^:]+)"),
    "AWS::S3::Bucket": ("BucketName", r":s3:::([^/]+)"),
    "AWS::SNS::Topic": ("TopicName", r":sns:[^:]*:[^:]*:([^:]+)$"),
    "AWS::SQS::Queue": ("QueueName", r"(?::sqs:[^:]*:[^:]*:|/sqs\..*/)([^:/]+)$"),
}
_PSEUDO: Final = re.compile(r"<AWS::(\w+)>")


def identity(resource: Resource) -> tuple[str, str]:
    """Return what tells one resource from another."""
    return resource.template.path, resource.logical_id


def resource_at(resolved: Resolved, value: object, *types: str) -> Resource | None:
    """Return the resource of one of these types that a value leads to; None when the set has none."""
    if not isinstance(value, str):
        return None
    if (found := resolved.at(value)) is not None:
        return found if found.type in types else None
    return next((found for kind in types for found in _named(resolved, kind, flat(value))), None)


def resources_at(resolved: Resolved, values: object, *types: str) -> list[Resource]:
    """Return the resources that a value, or each value of a list, leads to."""
    found = (resource_at(resolved, value, *types) for value in items(values))
    return [resource for resource in found if resource is not None]


def key_at(resolved: Resolved, value: object) -> Resource | None:
    """Return the KMS key that a value leads to, directly or by its alias."""
    found = resource_at(resolved, value, "AWS::KMS::Key", "AWS::KMS::Alias")
    if found is not None and found.type == "AWS::KMS::Alias":
        return resource_at(resolved, found.properties.get("TargetKeyId"), "AWS::KMS::Key")
    return found


def holds(resources: Iterable[Resource], resource: Resource) -> bool:
    """Tell whether a resource is among others."""
    return any(identity(other) == identity(resource) for other in resources)


def flat(value: str) -> str:
    """Return an ARN or a name whose pseudo parameters have no colons, so that its parts can be told apart."""
    return _PSEUDO.sub(r"<\1>", value)


def _named(resolved: Resolved, kind: str, value: str) -> Iterator[Resource]:
    if kind not in _NAMED or not value:
        return
    name_property, in_arn = _NAMED[kind]
    found = re.search(in_arn, value)
    name = found[1] if found else value
    for resource in resolved.of_type(kind):
        if flat(text(resource.properties.get(name_property))) == name:
            yield resource
