"""Every log group is encrypted with a key of ours, which lets CloudWatch Logs in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.logs.groups import LOG_GROUP
from stamp_infra.check.rules.lookup import key_at
from stamp_infra.check.rules.policies import statements_of
from stamp_infra.check.rules.values import is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

_NEEDED: Final = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")
_SERVICE: Final = re.compile(r"logs\.[^.]+\.amazonaws\.com.*|logs\.amazonaws\.com")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for group in resolved.of_type(LOG_GROUP):
        value = group.properties.get("KmsKeyId")
        key = key_at(resolved, value)
        if not value:
            yield Violation(resource=group, path="Properties.KmsKeyId", what="has no key")
        elif key is not None and not _admits_logs(key):
            what = f"is to be encrypted with {key.logical_id}, whose policy does not let CloudWatch Logs use it"
            yield Violation(resource=group, path="Properties.KmsKeyId", what=what)


def _admits_logs(key: Resource) -> bool:
    def allowed(action: str) -> bool:
        return any(
            statement.grants(action) and kind == "Service" and (_SERVICE.fullmatch(one) or is_unknown(one))
            for statement in statements_of(key)
            for kind, one in statement.principals
        )

    return all(map(allowed, _NEEDED))


RULE: Final = Rule(
    name="LogGroupIsEncrypted",
    why="Logs hold who did what: without a key of ours nobody can see or stop who decrypts them, and with a key that "
    "keeps CloudWatch Logs out the stack fails to deploy.",
    remedy="Set KmsKeyId to a key whose policy allows logs.<region>.amazonaws.com kms:Encrypt, kms:Decrypt and "
    "kms:GenerateDataKey under the condition kms:EncryptionContext:aws:logs:arn.",
    find=_find,
)
