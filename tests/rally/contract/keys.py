"""Keys: whom each lets encrypt or decrypt, and that the account keeps the hand on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.contract.statements import differ_in_statements
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_ACCOUNT: Final = (
    "Allow arn:aws:iam::<AWS::AccountId>:root: kms:CancelKeyDeletion kms:CreateAlias kms:CreateGrant kms:Decrypt"
    " kms:DeleteAlias kms:DescribeKey kms:DisableKey kms:DisableKeyRotation kms:EnableKey kms:EnableKeyRotation"
    " kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:GetKeyPolicy kms:GetKeyRotationStatus"
    " kms:ListGrants kms:ListKeyPolicies kms:ListResourceTags kms:PutKeyPolicy kms:ReEncryptFrom kms:ReEncryptTo"
    " kms:RetireGrant kms:RevokeGrant kms:ScheduleKeyDeletion kms:TagResource kms:UntagResource kms:UpdateAlias"
    " kms:UpdateKeyDescription on *"
)
_OWN: Final = "aws:SourceAccount=<AWS::AccountId>"
_LOGS: Final = "arn:aws:logs:ap-northeast-1:<AWS::AccountId>:log-group:*"
_TRAIL: Final = "arn:aws:cloudtrail:ap-northeast-1:<AWS::AccountId>:trail/stamp-rally-ENV-audit"

# key: what its policy says besides the account's own hand on it.
_POLICIES: Final = {
    "AlertsKey": [
        *(
            f"Allow {service}.amazonaws.com: kms:Decrypt kms:GenerateDataKey on * if StringEquals {_OWN}"
            for service in ("cloudwatch", "budgets", "costalerts")
        ),
        "Allow events.amazonaws.com: kms:Decrypt kms:GenerateDataKey on *",
    ],
    "LogsKey": [
        (
            "Allow logs.ap-northeast-1.amazonaws.com: kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey"
            " kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo on *"
            f" if ArnLike kms:EncryptionContext:aws:logs:arn={_LOGS}"
        )
    ],
    "AuditKey": [
        (
            f"Allow cloudtrail.amazonaws.com: kms:GenerateDataKey on * if StringEquals aws:SourceArn={_TRAIL}"
            f" and StringEquals kms:EncryptionContext:aws:cloudtrail:arn={_TRAIL}"
        ),
        f"Allow cloudtrail.amazonaws.com: kms:DescribeKey on * if StringEquals aws:SourceArn={_TRAIL}",
    ],
    "BackupsKey": [],
    "SecretsKey": [],
}


def keys(of: Resolved) -> Iterator[str]:
    """Each key lets in its own services, for its own account's resources, and nobody else."""
    found = {name: p["KeyPolicy"] for name, p in named(of, "AWS::KMS::Key").items()}
    for name in sorted(found.keys() | _POLICIES):
        expected = [_ACCOUNT, *(one.replace("ENV", str(of.environment)) for one in _POLICIES.get(name, []))]
        yield from differ_in_statements(f"policy of {name}", [found.get(name, {})], expected)
