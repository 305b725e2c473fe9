"""A bucket's policy denies every request without TLS."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_refuses_plain_http import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import document

GOOD: Resources = {
    "Uploads": one("AWS::S3::Bucket"),
    "Policy": one(
        "AWS::S3::BucketPolicy",
        Bucket=to("Uploads"),
        PolicyDocument=document(
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [to("Uploads.Arn"), to("Uploads.Arn") + "/*"],
                "Condition": {"Bool": {"aws:SecureTransport": False}},
            }
        ),
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Policy"),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Resource 1"),
            ["Uploads Properties: no policy denies requests without TLS on its objects"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Resource 0"),
            ["Uploads Properties: no policy denies requests without TLS on the bucket"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Effect", value="Allow"),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Action", value="s3:GetObject"),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Condition Bool aws:SecureTransport", value="true"),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
        (
            but(
                GOOD,
                "Policy Properties PolicyDocument Statement 0 Condition StringEquals",
                value={"aws:SourceAccount": "1"},
            ),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
        (
            but(
                GOOD,
                "Policy Properties PolicyDocument Statement 0 Principal",
                value={"AWS": "arn:aws:iam::<AWS::AccountId>:root"},
            ),
            ["Uploads Properties: no policy denies requests without TLS on the bucket and on its objects"],
        ),
    ],
)
def test_a_bucket_that_answers_plain_http_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
