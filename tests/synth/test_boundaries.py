"""Every role has the boundary that the application names, whoever declared it."""

from __future__ import annotations

from typing import Any

from troposphere import iam, sqs

from stamp_infra import App, Environment, Stack, sub
from stamp_infra.blocks.iam import role
from stamp_infra.synth.synthesize import synthesize

BOUNDARY = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/{app}-boundary-{env}"


def boundaries(boundary: object) -> dict[str, Any]:
    """Return the PermissionsBoundary of each resource that has one, by its logical ID."""
    own = iam.Role("Own", AssumeRolePolicyDocument={}, PermissionsBoundary="arn:aws:iam::aws:policy/own")
    app = App(
        name="shop",
        environments=(Environment(name="dev", region="ap-northeast-1"),),
        root=Stack("sam", [role("root", service="lambda.amazonaws.com", allow=[]), sqs.Queue("Queue")]),
        nested=(Stack("roles", [role("nested", service="lambda.amazonaws.com", allow=[]), own]),),
        standalone=(Stack("account", [role("alone", service="lambda.amazonaws.com", allow=[])]),),
        permissions_boundary=boundary,
    )
    return {
        logical_id: resource["Properties"]["PermissionsBoundary"]
        for template in synthesize(app).templates
        for logical_id, resource in template.body["Resources"].items()
        if "PermissionsBoundary" in resource.get("Properties", {})
    }


def test_every_role_carries_the_boundary_but_those_of_a_stack_that_stands_alone() -> None:
    expected = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/shop-boundary-${Environment}"}
    found = boundaries(sub(BOUNDARY))
    assert found == {"RootRole": expected, "NestedRole": expected, "Own": "arn:aws:iam::aws:policy/own"}


def test_without_one_a_role_carries_what_it_says_itself() -> None:
    assert boundaries(None) == {"Own": "arn:aws:iam::aws:policy/own"}
