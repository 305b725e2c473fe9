"""Roles that allow exactly what is listed: typed actions, no wildcard, one policy that a reader takes in at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from awacs.aws import Action
from awacs.sts import AssumeRole
from troposphere import AWSHelperFn, AWSObject, iam

from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import instance, instances, text
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Target = str | AWSHelperFn | AWSObject | Block

_CONDITION: Final = 'write a mapping such as {"StringEquals": {...}}'


class Allow:
    """Actions on what they may touch: a block or resource stands for its ARN; a list of targets is allowed too."""

    def __init__(self, on: Target | list[Target], *actions: object, condition: Mapping[str, Any] | None = None) -> None:
        self.targets = list(on) if isinstance(on, list) else [on]
        self.actions = actions
        self.condition = condition

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong with the statement: no target, no actions, an untyped one, or one with a wildcard."""
        if not self.targets:
            yield Mistake(where=where, what="allows nothing to act on", remedy="name a block or an ARN")
        for target in self.targets:
            yield from _target_mistakes(where, target)
        if self.condition is not None:
            yield from instance(f"{where}.condition", self.condition, Mapping, _CONDITION)
        if not self.actions:
            yield Mistake(where=where, what="allows no action", remedy="name the actions, such as dynamodb.GetItem")
        for action in self.actions:
            if not isinstance(action, Action):
                remedy = "import it, as in awacs.dynamodb"
                yield Mistake(where=where, what="is not an action of awacs", got=action, remedy=remedy)
            elif "*" in action.JSONrepr():
                remedy = "name each action that is needed"
                yield Mistake(where=where, what="has a wildcard in an action", got=action.JSONrepr(), remedy=remedy)

    def statement(self) -> dict[str, Any]:
        """Return the statement of an identity policy."""
        resources = [_arn(target) for target in self.targets]
        return {
            "Effect": "Allow",
            "Action": [action.JSONrepr() for action in self.actions if isinstance(action, Action)],
            "Resource": resources if len(resources) > 1 else resources[0],
            **({"Condition": self.condition} if self.condition else {}),
        }


def policy(*statements: Mapping[str, Any]) -> dict[str, Any]:
    """Return a policy document of statements."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow_service(
    service: str, actions: Sequence[Action], resource: object, condition: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the statement of a resource policy for an AWS service, pinned by a condition to its source."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": [action.JSONrepr() for action in actions],
        "Resource": resource,
        "Condition": condition,
    }


def deny_insecure(actions: Sequence[Action], resource: object) -> dict[str, Any]:
    """Return the statement of a resource policy that refuses calls without TLS.

    Here, and only here, an action may be a wildcard: it refuses what does not exist yet and grants nothing.
    """
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": [action.JSONrepr() for action in actions],
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def role(name: str, *, service: str, allow: Sequence[Allow], trust_condition: Mapping[str, Any] | None = None) -> Block:
    """Return a role that one AWS service assumes, with `allow` as its only policy."""
    where = f'role "{name}"'
    mistakes = [*kebab(f"{where}.name", name), *text(f"{where}.service", service), *allow_mistakes(where, allow)]
    if trust_condition is not None:
        mistakes += instance(f"{where}.trust_condition", trust_condition, Mapping, _CONDITION)
    if mistakes:
        return broken(mistakes)
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": AssumeRole.JSONrepr(),
        **({"Condition": trust_condition} if trust_condition else {}),
    }
    document = policy(*(each.statement() for each in allow))
    resource = iam.Role(
        f"{logical_id(name)}Role",
        RoleName=physical_name(name),
        AssumeRolePolicyDocument=policy(trust),
        Policies=[iam.Policy(PolicyName=name, PolicyDocument=document)] if allow else [],
    )
    return Block(main=resource)


def grant(title: str, to: Block, allow: Sequence[Allow]) -> iam.RolePolicy:
    """Return a policy added to a role of another stack, for what is created after that stack."""
    return iam.RolePolicy(
        title,
        PolicyName=title,
        RoleName=ref(to),
        PolicyDocument=policy(*(each.statement() for each in allow)),
    )


def allow_mistakes(where: str, allow: Sequence[Allow]) -> Iterator[Mistake]:
    """Yield the mistakes of a list of statements, each with its place in it."""
    remedy = "write a list such as [Allow(orders, dynamodb.GetItem)]"
    mistakes = list(instances(f"{where}.allow", allow, Allow, remedy))
    yield from mistakes
    for position, each in enumerate(() if mistakes else allow):
        yield from each.mistakes(f"{where}.allow[{position}]")


def _target_mistakes(where: str, target: object) -> Iterator[Mistake]:
    remedy = 'name a block, a resource, or an ARN built with sub("arn:...")'
    if not isinstance(target, str | AWSHelperFn | AWSObject | Block):
        yield from instance(f"{where}.on", target, Block, remedy)
    elif isinstance(target, str) and target != "*" and not target.startswith("arn:"):
        yield Mistake(where=f"{where}.on", what="is no ARN", got=target, remedy=remedy)


def _arn(target: Target) -> object:
    return att(target, "Arn") if isinstance(target, AWSObject | Block) else target
