"""Topics that messages reach: each service that publishes is let in by the topic's policy and by its key's alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.kms
import awacs.sns
from troposphere import AccountId, sns

from stamp_infra.blocks.iam import deny_insecure, policy
from stamp_infra.blocks.kms import Use, key
from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import text
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

_OWN_ACCOUNT: Final = {"StringEquals": {"aws:SourceAccount": AccountId}}
# EventBridge takes no condition in a topic's policy, and its calls to KMS carry no source: with one nothing arrives.
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
# https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
_WITHOUT_SOURCE: Final = frozenset({"events.amazonaws.com"})


def topic(name: str, *, publishers: Sequence[str], email: str | AWSHelperFn) -> Block:
    """Return an encrypted topic with its key and an e-mail subscription, which its owner confirms once by mail.

    `publishers` are the AWS services that may publish on behalf of this account, such as `cloudwatch.amazonaws.com`.
    """
    where = f'topic "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.email", email),
        *_publisher_mistakes(f"{where}.publishers", publishers),
    ]
    if mistakes:
        return broken(mistakes)
    own_key = key(
        name,
        description=f"Encrypts the topic {name}; every service that publishes to it is let in.",
        uses=[
            Use(service, awacs.kms.Decrypt, awacs.kms.GenerateDataKey, condition=_condition(service))
            for service in publishers
        ],
    )
    title = f"{logical_id(name)}Topic"
    resource = sns.Topic(
        title,
        TopicName=physical_name(name, limit=256),
        DisplayName=physical_name(name, limit=100),
        KmsMasterKeyId=att(own_key, "Arn"),
        SignatureVersion="2",
    )
    statements = [_allow(service, resource) for service in publishers]
    document = policy(*statements, deny_insecure([awacs.sns.Publish], ref(resource)))
    return Block(
        main=resource,
        others=(
            *own_key.resources,
            sns.TopicPolicy(f"{title}Policy", Topics=[ref(resource)], PolicyDocument=document),
            sns.SubscriptionResource(f"{title}Email", TopicArn=ref(resource), Protocol="email", Endpoint=email),
        ),
    )


def _condition(service: str) -> dict[str, Any] | None:
    return None if service in _WITHOUT_SOURCE else _OWN_ACCOUNT


def _allow(service: str, to: sns.Topic) -> dict[str, Any]:
    condition = _condition(service)
    return {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": awacs.sns.Publish.JSONrepr(),
        "Resource": ref(to),
        **({"Condition": condition} if condition else {}),
    }


def _publisher_mistakes(where: str, publishers: Sequence[str]) -> Iterator[Mistake]:
    for service in publishers:
        if not isinstance(service, str) or not service.endswith(".amazonaws.com"):
            remedy = "write one such as cloudwatch.amazonaws.com"
            yield Mistake(where=where, what="is not an AWS service", got=service, remedy=remedy)
