"""Queues that lose nothing: encrypted, TLS only, and with a dead-letter queue for what cannot be handled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import awacs.sqs
from troposphere import sqs

from stamp_infra.blocks.iam import allow_service, deny_insecure, policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import instance, literal, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from troposphere import AWSHelperFn

    from stamp_infra.core.errors import Mistake

# A dead letter's age counts from its first arrival, so its queue keeps messages longer than the one they come from.
_FOUR_DAYS_S: Final = 4 * 24 * 3600
_TWO_WEEKS_S: Final = 14 * 24 * 3600

# A queue holds work in progress, not records: a kept one would only stand in the way of the next of its name.
_RECREATED: Final = "Delete"


@record
class Queue(Block):
    """A queue, and the block of the queue that takes what it gives up."""

    dead_letters: Block


def queue(
    name: str, *, visibility_s: int, receives: int = 3, senders: Mapping[str, str | AWSHelperFn] | None = None
) -> Queue:
    """Return a queue with its dead-letter queue and their policies.

    `visibility_s` is how long a message in work stays hidden, at least 6 times the consumer's timeout; after `receives`
    failed attempts it becomes a dead letter. `senders` are AWS services with the ARN of the source they send for.
    """
    where = f'queue "{name}"'
    mistakes = (
        *kebab(f"{where}.name", name),
        *whole(f"{where}.visibility_s", visibility_s, 0, 43200),
        *whole(f"{where}.receives", receives, 1, 1000),
        *_sender_mistakes(f"{where}.senders", senders or {}),
    )
    if mistakes:
        return Queue(main=broken(()).main, mistakes=mistakes, dead_letters=broken(()))
    title = logical_id(name)
    letters = sqs.Queue(
        f"{title}DeadLetters",
        QueueName=physical_name(f"{name}-dead-letters", limit=80),
        DeletionPolicy=_RECREATED,
        UpdateReplacePolicy=_RECREATED,
        MessageRetentionPeriod=_TWO_WEEKS_S,
        SqsManagedSseEnabled=True,
    )
    own = sqs.Queue(
        title,
        QueueName=physical_name(name, limit=80),
        DeletionPolicy=_RECREATED,
        UpdateReplacePolicy=_RECREATED,
        MessageRetentionPeriod=_FOUR_DAYS_S,
        VisibilityTimeout=visibility_s,
        SqsManagedSseEnabled=True,
        RedrivePolicy=sqs.RedrivePolicy(deadLetterTargetArn=att(letters, "Arn"), maxReceiveCount=receives),
    )
    policies = tuple(_policy(each, senders or {}) for each in (own, letters))
    return Queue(main=own, others=(letters, *policies), dead_letters=Block(main=letters))


def _sender_mistakes(where: str, senders: object) -> Iterator[Mistake]:
    remedy = 'write a mapping such as {"events.amazonaws.com": rule_arn("order-placed")}'
    if not isinstance(senders, Mapping):
        yield from instance(where, senders, Mapping, remedy)
        return
    for service, source in senders.items():
        yield from literal(where, service)
        yield from text(f"{where}[{service}]", source)


def _policy(of: sqs.Queue, senders: Mapping[str, str | AWSHelperFn]) -> sqs.QueuePolicy:
    statements: list[dict[str, Any]] = [
        allow_service(service, [awacs.sqs.SendMessage], att(of, "Arn"), {"ArnEquals": {"aws:SourceArn": source}})
        for service, source in senders.items()
    ]
    document = policy(*statements, deny_insecure([awacs.sqs.Action("*")], att(of, "Arn")))
    return sqs.QueuePolicy(f"{of.title}Policy", Queues=[ref(of)], PolicyDocument=document)
