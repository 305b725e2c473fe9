"""What a handler calls for one property is needed when a template sets it, and every line of that table is alive."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.permissions.handlers import DELETING, KEEPING, called
from stamp_infra.permissions.optional import _ONLY_WITH, idle
from tests.check.rules.build import one, resolved, to

REGION = "ap-northeast-1"


def unneeded(kind: str, *actions: str, **properties: Any) -> set[str]:
    return idle(kind, actions, resolved({"One": one(kind, **properties)}).resources)


@pytest.mark.parametrize(
    ("kind", "action", "properties"),
    [
        ("AWS::Lambda::Function", "ec2:DescribeSubnets", {"VpcConfig": {"SubnetIds": []}}),
        ("AWS::Lambda::Function", "lambda:PutFunctionConcurrency", {"ReservedConcurrentExecutions": 0}),
        ("AWS::Lambda::Function", "kms:Decrypt", {"Code": {"SourceKMSKeyArn": "arn"}}),
        ("AWS::Events::Rule", "iam:PassRole", {"Targets": [{"Id": "a"}, {"Id": "b", "RoleArn": "arn"}]}),
        ("AWS::IAM::Role", "iam:AttachRolePolicy", {"ManagedPolicyArns": ["arn"]}),
        ("AWS::WAFv2::WebACLAssociation", "cognito-idp:AssociateWebACL", {"ResourceArn": "arn:aws:cognito-idp:x:y:z"}),
        ("AWS::WAFv2::WebACLAssociation", "cognito-idp:AssociateWebACL", {"ResourceArn": to("Pool.Arn")}),
    ],
)
def test_an_action_is_idle_until_its_property_is_set(kind: str, action: str, properties: dict[str, Any]) -> None:
    assert unneeded(kind, action) == {action}
    assert unneeded(kind, action, **properties) == set()


def test_what_is_associated_with_an_api_needs_nothing_of_other_services() -> None:
    stage = "arn:aws:apigateway:ap-northeast-1::/restapis/a/stages/b"
    asked = ("apigateway:SetWebACL", "cognito-idp:AssociateWebACL", "wafv2:GetWebACL")
    assert unneeded("AWS::WAFv2::WebACLAssociation", *asked, ResourceArn=stage) == {"cognito-idp:AssociateWebACL"}


def test_one_resource_that_sets_it_is_enough() -> None:
    own = {"Plain": one("AWS::KMS::Key"), "Off": one("AWS::KMS::Key", Enabled=False)}
    assert idle("AWS::KMS::Key", ["kms:DisableKey"], resolved(own).resources) == set()


@pytest.mark.parametrize("kind", _ONLY_WITH)
def test_every_word_is_an_action_or_a_service_of_the_schema_and_every_property_is_there(kind: str) -> None:
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

    known = called(kind, REGION, KEEPING) | called(kind, REGION, DELETING)
    words = {word for listed in _ONLY_WITH[kind].values() for word in listed.split()}
    assert {word for word in words if not any(action.startswith(word) for action in known)} == set()
    properties = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema["properties"]
    assert {name.partition("=")[0].partition(".")[0] for name in _ONLY_WITH[kind]} <= properties.keys()
