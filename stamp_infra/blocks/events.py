"""EventBridge rules that deliver to a queue, with a dead-letter queue for what could not be delivered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from troposphere import events

from stamp_infra.blocks.sqs import Queue
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import instance, text
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from stamp_infra.core.text import Sub


def rule(name: str, *, description: str, pattern: Mapping[str, Any], to: Queue) -> Block:
    """Return a rule of the default bus that sends what matches the pattern to a queue."""
    where = f'rule "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.description", description),
        *instance(f"{where}.pattern", pattern, Mapping, 'write a mapping such as {"source": ["aws.s3"]}'),
        *instance(f"{where}.to", to, Queue, "give the block that sqs.queue(...) returned"),
    ]
    if mistakes:
        return broken(mistakes)
    target = events.Target(
        Id=logical_id(name),
        Arn=att(to, "Arn"),
        DeadLetterConfig=events.DeadLetterConfig(Arn=att(to.dead_letters, "Arn")),
    )
    return Block(
        main=events.Rule(
            f"{logical_id(name)}Rule",
            Name=physical_name(name),
            Description=description,
            State="ENABLED",
            EventPattern=dict(pattern),
            Targets=[target],
        )
    )


def rule_arn(name: str) -> Sub:
    """Return a rule's ARN built from its name: the queue's policy names the rule, and the rule the queue."""
    return sub("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/{app}-{env}-" + name)
