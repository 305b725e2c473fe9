"""A role's boundary, policies of their own, and OIDC providers are what IAM tells of and enforces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

PARAMETERS = f"arn:aws:ssm:{environment.REGION}:{environment.ACCOUNT}:parameter"


def granted(parameter: str, name: str = "grant") -> dict[str, dict[str, Any]]:
    return {
        "Role": aws.role(),
        "Grant": {
            "Type": "AWS::IAM::RolePolicy",
            "Properties": {
                "PolicyName": name,
                "RoleName": {"Ref": "Role"},
                "PolicyDocument": aws.policy(aws.allow("ssm:GetParameter", f"{PARAMETERS}/{parameter}")),
            },
        },
    }


def bounded(parameter: str, to: str) -> dict[str, dict[str, Any]]:
    """Return a role that may read every parameter, and a boundary that lets it read one."""
    role = aws.role(aws.allow("ssm:GetParameter", f"{PARAMETERS}/*"))
    role["Properties"]["PermissionsBoundary"] = {"Ref": to}
    document = aws.policy(aws.allow("ssm:GetParameter", f"{PARAMETERS}/{parameter}"))
    return {"Role": role, to: {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}}


ARN = {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}}


def test_ministack_refuses_role_policies(plain: Emulator) -> None:
    assert aws.unknown_type(plain, granted("x")) == "AWS::IAM::RolePolicy"


def test_a_role_may_do_what_its_role_policy_grants_and_nothing_else(mended: Emulator) -> None:
    mine, other = aws.unique("mine"), aws.unique("other")
    for name in (mine, other):
        aws.client(mended, "ssm").put_parameter(Name=f"/{name}", Value="1", Type="String")
    stack = aws.create(mended, granted(mine), ARN)

    def refused(name: str) -> str | None:
        ssm = aws.client(mended, "ssm", aws.assumed(mended, stack.outputs["Arn"]))
        return aws.refusal(lambda: ssm.get_parameter(Name=f"/{name}"))

    assert (refused(mine), refused(other)) == (None, "AccessDeniedException")
    aws.update(mended, stack, granted(other, name="renamed"), ARN)
    assert (refused(mine), refused(other)) == ("AccessDeniedException", None)
    iam = aws.client(mended, "iam")
    assert iam.list_role_policies(RoleName=stack.ids["Role"])["PolicyNames"] == ["renamed"]
    without = {"Role": granted(other)["Role"]}
    aws.update(mended, stack, without, ARN)
    assert refused(other) == "AccessDeniedException"


def test_ministack_drops_a_boundary(plain: Emulator) -> None:
    stack = aws.create(plain, bounded("x", "Bounds"))
    role = aws.client(plain, "iam").get_role(RoleName=stack.ids["Role"])["Role"]
    assert "PermissionsBoundary" not in role


def test_a_role_may_do_no_more_than_its_boundary_whatever_its_policy_says(mended: Emulator) -> None:
    mine, other = aws.unique("mine"), aws.unique("other")
    for name in (mine, other):
        aws.client(mended, "ssm").put_parameter(Name=f"/{name}", Value="1", Type="String")
    stack = aws.create(mended, bounded(mine, "Bounds"), ARN)

    def refused(name: str) -> str | None:
        ssm = aws.client(mended, "ssm", aws.assumed(mended, stack.outputs["Arn"]))
        return aws.refusal(lambda: ssm.get_parameter(Name=f"/{name}"))

    assert (refused(mine), refused(other)) == (None, "AccessDeniedException")
    aws.update(mended, stack, bounded(other, "Others"), ARN)
    assert (refused(mine), refused(other)) == ("AccessDeniedException", None)
    without = bounded(other, "Others")
    del without["Role"]["Properties"]["PermissionsBoundary"]
    aws.update(mended, stack, without, ARN)
    assert (refused(mine), refused(other)) == (None, None)


def provider(*clients: str) -> dict[str, dict[str, Any]]:
    properties = {"Url": "https://token.actions.githubusercontent.com", "ClientIdList": list(clients)}
    return {"Provider": {"Type": "AWS::IAM::OIDCProvider", "Properties": properties}}


def test_ministack_refuses_oidc_providers(plain: Emulator) -> None:
    assert aws.unknown_type(plain, provider("sts.amazonaws.com")) == "AWS::IAM::OIDCProvider"


def test_a_template_makes_changes_and_deletes_an_oidc_provider(mended: Emulator) -> None:
    iam = aws.client(mended, "iam")
    stack = aws.create(mended, provider("sts.amazonaws.com"), {"Arn": {"Fn::GetAtt": ["Provider", "Arn"]}})
    arn = f"arn:aws:iam::{environment.ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"
    assert (stack.ids["Provider"], stack.outputs["Arn"]) == (arn, arn)
    aws.update(mended, stack, provider("sts.amazonaws.com", "other"), {"Arn": {"Fn::GetAtt": ["Provider", "Arn"]}})
    found = iam.get_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    assert found["ClientIDList"] == ["sts.amazonaws.com", "other"]
    aws.delete(mended, stack)
    assert iam.list_open_id_connect_providers()["OpenIDConnectProviderList"] == []
