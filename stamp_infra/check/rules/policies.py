"""Every statement of every policy document, wherever CloudFormation lets one be written, reads the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from stamp_infra.check.rules.values import items, mapping, matches, strings, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resolved, Resource

Kind = Literal["identity", "trust", "resource", "key"]

# type -> where its documents stand, and what kind of statements they hold
_PLACES: Final[dict[str, tuple[tuple[str, Kind], ...]]] = {
    "AWS::ApiGateway::RestApi": (("Policy", "resource"),),
    "AWS::Backup::BackupVault": (("AccessPolicy", "resource"),),
    "AWS::DynamoDB::Table": (("ResourcePolicy.PolicyDocument", "resource"),),
    "AWS::ECR::Repository": (("RepositoryPolicyText", "resource"),),
    "AWS::Events::EventBusPolicy": (("Statement", "resource"),),
    "AWS::IAM::Group": (("Policies.*.PolicyDocument", "identity"),),
    "AWS::IAM::GroupPolicy": (("PolicyDocument", "identity"),),
    "AWS::IAM::ManagedPolicy": (("PolicyDocument", "identity"),),
    "AWS::IAM::Policy": (("PolicyDocument", "identity"),),
    "AWS::IAM::Role": (("AssumeRolePolicyDocument", "trust"), ("Policies.*.PolicyDocument", "identity")),
    "AWS::IAM::RolePolicy": (("PolicyDocument", "identity"),),
    "AWS::IAM::User": (("Policies.*.PolicyDocument", "identity"),),
    "AWS::IAM::UserPolicy": (("PolicyDocument", "identity"),),
    "AWS::KMS::Key": (("KeyPolicy", "key"),),
    "AWS::KMS::ReplicaKey": (("KeyPolicy", "key"),),
    "AWS::Logs::ResourcePolicy": (("PolicyDocument", "resource"),),
    "AWS::S3::BucketPolicy": (("PolicyDocument", "resource"),),
    "AWS::SNS::TopicInlinePolicy": (("PolicyDocument", "resource"),),
    "AWS::SNS::TopicPolicy": (("PolicyDocument", "resource"),),
    "AWS::SQS::QueueInlinePolicy": (("PolicyDocument", "resource"),),
    "AWS::SQS::QueuePolicy": (("PolicyDocument", "resource"),),
    "AWS::SecretsManager::ResourcePolicy": (("ResourcePolicy", "resource"),),
}


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One line of a `Condition` block: the operator, the key in small letters, the values."""

    operator: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement: `resource` is where it is written, `path` where in it."""

    resource: Resource
    path: str
    kind: Kind
    body: Mapping[str, Any]

    @property
    def allows(self) -> bool:
        """Whether it grants something."""
        return self.body.get("Effect") == "Allow"

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions as they are written."""
        return strings(self.body.get("Action"))

    @property
    def resources(self) -> tuple[str, ...]:
        """The resources as they are written, pointers and all."""
        return strings(self.body.get("Resource"))

    @property
    def principals(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a principal's type and itself; anyone at all is `("*", "*")`."""
        principal = self.body.get("Principal")
        if principal == "*":
            return (("*", "*"),)
        return tuple(
            (str(kind), one.replace("<AWS::URLSuffix>", "amazonaws.com"))
            for kind, some in mapping(principal).items()
            for one in strings(some)
        )

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The lines of its `Condition`, each of which must hold."""
        return tuple(
            Condition(operator=str(operator), key=str(key).lower(), values=tuple(map(_written, items(values))))
            for operator, keys in mapping(self.body.get("Condition")).items()
            for key, values in mapping(keys).items()
        )

    def grants(self, action: str) -> bool:
        """Tell whether it allows an action, by name or by a pattern."""
        return self.allows and any(matches(pattern, action) for pattern in self.actions)


def statements(resolved: Resolved, *kinds: Kind) -> Iterator[Statement]:
    """Yield every statement of these kinds (of all kinds when none is named)."""
    for resource in resolved.resources:
        for statement in statements_of(resource):
            if not kinds or statement.kind in kinds:
                yield statement


def statements_of(resource: Resource) -> Iterator[Statement]:
    """Yield the statements written in one resource."""
    for place, kind in _PLACES.get(resource.type, ()):
        for path, document in walk(resource.properties, place):
            body = _parsed(document)
            listed = {"Statement": body} if place == "Statement" else body
            for where, statement in walk(listed, "Statement.*", path):
                if isinstance(statement, dict):
                    yield Statement(resource=resource, path=where, kind=kind, body=statement)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parsed(document: object) -> object:
    if not isinstance(document, str):
        return document
    try:
        return json.loads(document)
    except ValueError:
        return None
