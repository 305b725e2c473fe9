"""A bucket that demands TLS admits calls over loopback, and denies those that say they came in the clear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

RESOURCES = {
    "Role": aws.role(aws.allow("s3:PutObject", "*")),
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Policy": {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": "Bucket"},
            "PolicyDocument": aws.policy(
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": ["s3:*"],
                    "Resource": {"Fn::Sub": "${Bucket.Arn}/*"},
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ),
        },
    },
}


def refused(emulator: Emulator, said: str | None = None) -> str | None:
    stack = aws.create(emulator, RESOURCES, {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}})
    s3 = aws.client(emulator, "s3", aws.assumed(emulator, stack.outputs["Arn"]))

    def say(request: Any, **_: object) -> None:
        if said:
            request.headers["X-Forwarded-Proto"] = said

    s3.meta.events.register("before-sign.s3.PutObject", say)
    return aws.refusal(lambda: s3.put_object(Bucket=stack.ids["Bucket"], Key="key", Body=b""))


def test_ministack_takes_a_call_over_loopback_for_one_in_the_clear(plain: Emulator) -> None:
    assert refused(plain) == "AccessDenied"


def test_a_call_over_loopback_counts_as_tls(mended: Emulator) -> None:
    assert refused(mended) is None
    assert refused(mended, said="https") is None


def test_a_call_that_says_it_came_in_the_clear_is_denied(mended: Emulator) -> None:
    assert refused(mended, said="http") == "AccessDenied"
