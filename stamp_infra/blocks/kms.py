"""Customer keys that rotate, outlive their stack, and let in exactly the services named in their policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.kms
from awacs.aws import Action
from troposphere import kms

from stamp_infra.blocks.iam import policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import text
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import ref
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.core.text import Sub

# Everything there is to do with a symmetric key: the account's own IAM policies say who may do which of it. Without
# this a key could be locked for ever.
_ACCOUNT: Final = (
    awacs.kms.CancelKeyDeletion,
    awacs.kms.CreateAlias,
    awacs.kms.CreateGrant,
    awacs.kms.Decrypt,
    awacs.kms.DeleteAlias,
    awacs.kms.DescribeKey,
    awacs.kms.DisableKey,
    awacs.kms.DisableKeyRotation,
    awacs.kms.EnableKey,
    awacs.kms.EnableKeyRotation,
    awacs.kms.Encrypt,
    awacs.kms.GenerateDataKey,
    awacs.kms.GenerateDataKeyWithoutPlaintext,
    awacs.kms.GetKeyPolicy,
    awacs.kms.GetKeyRotationStatus,
    awacs.kms.ListGrants,
    awacs.kms.ListKeyPolicies,
    awacs.kms.ListResourceTags,
    awacs.kms.PutKeyPolicy,
    awacs.kms.ReEncryptFrom,
    awacs.kms.ReEncryptTo,
    awacs.kms.RetireGrant,
    awacs.kms.RevokeGrant,
    awacs.kms.ScheduleKeyDeletion,
    awacs.kms.TagResource,
    awacs.kms.UntagResource,
    awacs.kms.UpdateAlias,
    awacs.kms.UpdateKeyDescription,
)


class Use:
    """What an AWS service may do with the key, and on whose behalf."""

    def __init__(
        self, service: str | AWSHelperFn, *actions: Action, condition: Mapping[str, Any] | None = None
    ) -> None:
        self.service = service
        self.actions = actions
        self.condition = condition

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong: no service, no action, an untyped one, or one with a wildcard."""
        yield from text(f"{where}.service", self.service)
        if not self.actions:
            yield Mistake(where=where, what="allows no action", remedy="name the actions, such as kms.Decrypt")
        for action in self.actions:
            if not isinstance(action, Action) or "*" in action.JSONrepr():
                remedy = "name each action that is needed, as in awacs.kms"
                yield Mistake(
                    where=where, what="is not an action of awacs without a wildcard", got=action, remedy=remedy
                )

    def statement(self) -> dict[str, Any]:
        """Return the statement of the key's policy; the resource of a key policy is the key."""
        return {
            "Effect": "Allow",
            "Principal": {"Service": self.service},
            "Action": [action.JSONrepr() for action in self.actions],
            "Resource": "*",
            **({"Condition": dict(self.condition)} if self.condition else {}),
        }


def key(name: str, *, description: str, uses: Sequence[Use] = (), alias_name: Sub | None = None) -> Block:
    """Return a key that rotates every year, with the alias `alias/{app}-{env}-{name}` unless another is given.

    Principals of the account need a policy of their own; `uses` are the services that call KMS themselves.
    """
    where = f'key "{name}"'
    mistakes = [*kebab(f"{where}.name", name), *text(f"{where}.description", description)]
    for position, use in enumerate(uses):
        mistakes += use.mistakes(f"{where}.uses[{position}]")
    if mistakes:
        return broken(mistakes)
    account = {
        "Effect": "Allow",
        "Principal": {"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")},
        "Action": [action.JSONrepr() for action in _ACCOUNT],
        "Resource": "*",
    }
    title = f"{logical_id(name)}Key"
    resource = kms.Key(
        title,
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        Description=description,
        EnableKeyRotation=True,
        PendingWindowInDays=30,
        KeyPolicy=policy(account, *(use.statement() for use in uses)),
    )
    alias_name = alias_name or sub(f"alias/{{app}}-{{env}}-{name}")
    alias = kms.Alias(f"{title}Alias", AliasName=alias_name, TargetKeyId=ref(resource))
    return Block(main=resource, others=(alias,))
