"""A function may use what its variables name."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.functions_may_use_what_they_are_told import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, role

GOOD: Resources = {
    "Award": one(
        "AWS::Lambda::Function",
        Role=to("Role.Arn"),
        Environment={"Variables": {"TABLE": to("Users"), "BUCKET": "uploads", "LEVEL": "INFO"}},
    ),
    "Role": role(allow("dynamodb:GetItem", to("Users.Arn")), allow("s3:GetObject", to("Uploads.Arn") + "/*")),
    "Users": one("AWS::DynamoDB::Table"),
    "Uploads": one("AWS::S3::Bucket", BucketName="uploads"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0"),
            [("Award Properties.Environment.Variables.TABLE: is told of Users, which its role Role may not use")],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1 Resource", value="arn:aws:s3:::uploads/*"),
            [],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 1 Effect", value="Deny"),
            [("Award Properties.Environment.Variables.BUCKET: is told of Uploads, which its role Role may not use")],
        ),
        (but(GOOD, "Award Properties Role", value="arn:aws:iam::1:role/elsewhere"), []),
    ],
)
def test_a_function_told_of_what_it_may_not_use_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
