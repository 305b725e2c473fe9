"""The boundary has what roles are granted, on what bears the application's name in any environment."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.permissions.bounds import bounds, unbounded
from tests.check.rules.build import one, resolved, to
from tests.check.rules.policy import allow, document, role

REGION = "ap-northeast-1"
HERE = f"{REGION}:<AWS::AccountId>"
TABLES = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/{app}-${EnvironmentName}-*"


def bounded(**resources: Any) -> dict[tuple[str, tuple[str, ...]], set[str]]:
    return bounds([resolved(resources)], REGION)


@pytest.mark.parametrize(
    ("action", "on", "expected"),
    [
        ("dynamodb:GetItem", to("Users.Arn"), TABLES),
        ("dynamodb:Query", f"{to('Users.Arn')}/index/by-name", TABLES),
        ("dynamodb:GetItem", f"arn:aws:dynamodb:{HERE}:table/shop-prod-users", TABLES),
        (
            "dynamodb:GetItem",
            f"arn:aws:dynamodb:{HERE}:table/shop-dev-users",
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/shop-dev-users",
        ),
        (
            "kms:Decrypt",
            "arn:aws:kms:ap-northeast-3:<AWS::AccountId>:key/*",
            "arn:${AWS::Partition}:kms:ap-northeast-3:${AWS::AccountId}:key/*",
        ),
        ("xray:PutTraceSegments", "*", "*"),
        ("s3:GetObject", f"{to('Uploads.Arn')}/users/*", "arn:${AWS::Partition}:s3:::{app}-${EnvironmentName}-*"),
    ],
)
def test_a_grant_is_widened_to_what_bears_the_name_and_no_further(action: str, on: str, expected: str) -> None:
    assert bounded(Award=role(allow(action, on))) == {(action, (expected,)): {"Award"}}


def test_a_policy_that_is_added_to_a_role_counts_as_the_role_s() -> None:
    grant = one(
        "AWS::IAM::RolePolicy", RoleName=to("Award"), PolicyDocument=document(allow("sqs:SendMessage", to("Q")))
    )
    found = bounded(Award=role(allow("sqs:SendMessage", to("Q"))), Grant=grant)
    assert list(found.values()) == [{"Award"}]


def test_what_a_policy_denies_bounds_nothing() -> None:
    assert bounded(Award=role(allow("sqs:SendMessage", to("Q"), Effect="Deny"))) == {}


def test_an_action_of_an_unknown_service_has_nothing_to_act_on() -> None:
    assert bounded(Award=role(allow("states:StartExecution", "*"))) == {("states:StartExecution", ()): {"Award"}}


def test_a_role_without_a_boundary_is_named_once() -> None:
    own = {"Free": role(), "Bound": role(PermissionsBoundary="arn:aws:iam::aws:policy/x")}
    assert [each.logical_id for each in unbounded([resolved(own), resolved(own)])] == ["Free"]
