"""A log group has a key that lets CloudWatch Logs in."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.logs.log_group_is_encrypted import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, key

GOOD: Resources = {
    "Log": one("AWS::Logs::LogGroup", KmsKeyId=to("Key.Arn")),
    "Key": key(
        allow(
            ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"],
            Principal={"Service": "logs.us-east-1.amazonaws.com"},
        )
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Log Properties KmsKeyId"), ["Log Properties.KmsKeyId: has no key"]),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1"),
            [
                (
                    "Log Properties.KmsKeyId: is to be encrypted with Key, whose policy does not let CloudWatch"
                    " Logs use it"
                )
            ],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1 Action", value=["kms:Encrypt", "kms:Decrypt"]),
            [
                (
                    "Log Properties.KmsKeyId: is to be encrypted with Key, whose policy does not let CloudWatch"
                    " Logs use it"
                )
            ],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1 Principal", value={"Service": "s3.amazonaws.com"}),
            [
                (
                    "Log Properties.KmsKeyId: is to be encrypted with Key, whose policy does not let CloudWatch"
                    " Logs use it"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Key Properties KeyPolicy Statement 1 Principal",
                value={"Service": "logs.<AWS::Region>.amazonaws.com"},
            ),
            [],
        ),
        (but(GOOD, "Log Properties KmsKeyId", value="<other.yaml#LogKeyArn>"), []),
    ],
)
def test_a_log_group_without_a_usable_key_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
