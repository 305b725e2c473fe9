"""A variable of a policy stands for the request's own value: a visitor's for the visitor, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

PASSWORD = "Aa1!" * 8


def refused_put(emulator: Emulator, credentials: tuple[str, str, str], bucket: str, key: str) -> str | None:
    s3 = aws.client(emulator, "s3", credentials)
    return aws.refusal(lambda: s3.put_object(Bucket=bucket, Key=key, Body=b""))


def put_by_role(emulator: Emulator, statement: dict[str, Any], key: str) -> str | None:
    """Return how a put by a role with this statement, tagged team=blue, is refused."""
    stack = aws.create(
        emulator,
        {
            "Bucket": {"Type": "AWS::S3::Bucket"},
            "Role": aws.role(statement, Tags=[{"Key": "team", "Value": "blue"}]),
        },
        {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}},
    )
    return refused_put(emulator, aws.assumed(emulator, stack.outputs["Arn"]), stack.ids["Bucket"], key)


OWN_TEAM = aws.allow("s3:PutObject", "arn:aws:s3:::*/${aws:PrincipalTag/team}/*")
UNKNOWN = aws.allow("s3:PutObject", "arn:aws:s3:::*/${aws:PrincipalTag/other}/*")
DEFAULT = aws.allow("s3:PutObject", "arn:aws:s3:::*/${aws:PrincipalTag/other, 'none'}/*")
ESCAPED = aws.allow("s3:PutObject", "arn:aws:s3:::*/${$}{team}/*")
IN_A_CONDITION = aws.allow("s3:PutObject", "*") | {
    "Condition": {"StringEquals": {"aws:PrincipalTag/team": "${aws:PrincipalTag/team}"}}
}


def test_ministack_takes_a_variable_literally(plain: Emulator) -> None:
    assert put_by_role(plain, OWN_TEAM, "blue/key") == "AccessDenied"


@pytest.mark.parametrize(
    ("statement", "key", "refused"),
    [
        pytest.param(OWN_TEAM, "blue/key", None, id="its own value"),
        pytest.param(OWN_TEAM, "red/key", "AccessDenied", id="another's value"),
        pytest.param(UNKNOWN, "${aws:PrincipalTag/other}/key", "AccessDenied", id="no value, no grant"),
        pytest.param(DEFAULT, "none/key", None, id="a default"),
        pytest.param(ESCAPED, "${team}/key", None, id="an escaped dollar sign"),
        pytest.param(IN_A_CONDITION, "key", None, id="in a condition"),
    ],
)
def test_a_variable_stands_for_the_value_of_the_request(
    mended: Emulator, statement: dict[str, Any], key: str, refused: str | None
) -> None:
    assert put_by_role(mended, statement, key) == refused


def put_by_visitor(emulator: Emulator) -> tuple[str | None, str | None]:
    """Return how a visitor's puts under the own prefix, and under another's, are refused."""
    visitor = aws.role(
        aws.allow("s3:PutObject", "arn:aws:s3:::*/users/${cognito-identity.amazonaws.com:sub}/*"),
        AssumeRolePolicyDocument=aws.policy(
            {
                "Effect": "Allow",
                "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                "Action": "sts:AssumeRoleWithWebIdentity",
            }
        ),
    )
    stack = aws.create(
        emulator,
        {
            "Bucket": {"Type": "AWS::S3::Bucket"},
            "Pool": {"Type": "AWS::Cognito::UserPool"},
            "Client": {
                "Type": "AWS::Cognito::UserPoolClient",
                "Properties": {
                    "UserPoolId": {"Ref": "Pool"},
                    "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
                },
            },
            "Identities": {
                "Type": "AWS::Cognito::IdentityPool",
                "Properties": {
                    "AllowUnauthenticatedIdentities": False,
                    "CognitoIdentityProviders": [
                        {"ClientId": {"Ref": "Client"}, "ProviderName": {"Fn::GetAtt": ["Pool", "ProviderName"]}}
                    ],
                },
            },
            "Visitor": visitor,
            "Roles": {
                "Type": "AWS::Cognito::IdentityPoolRoleAttachment",
                "Properties": {
                    "IdentityPoolId": {"Ref": "Identities"},
                    "Roles": {"authenticated": {"Fn::GetAtt": ["Visitor", "Arn"]}},
                },
            },
        },
        {"Provider": {"Fn::GetAtt": ["Pool", "ProviderName"]}},
    )
    pool, client = stack.ids["Pool"], stack.ids["Client"]
    logins = {stack.outputs["Provider"]: signed_in(emulator, pool, client)}
    identity = aws.client(emulator, "cognito-identity")
    own = identity.get_id(IdentityPoolId=stack.ids["Identities"], Logins=logins)["IdentityId"]
    given = identity.get_credentials_for_identity(IdentityId=own, Logins=logins)["Credentials"]
    credentials = (given["AccessKeyId"], given["SecretKey"], given["SessionToken"])

    def refused(prefix: str) -> str | None:
        return refused_put(emulator, credentials, stack.ids["Bucket"], f"users/{prefix}/photo.jpg")

    return refused(own), refused("somebody-else")


def signed_in(emulator: Emulator, pool: str, client: str) -> str:
    """Return the ID token of a new user."""
    idp = aws.client(emulator, "cognito-idp")
    idp.admin_create_user(UserPoolId=pool, Username="u", MessageAction="SUPPRESS", TemporaryPassword=PASSWORD)
    idp.admin_set_user_password(UserPoolId=pool, Username="u", Password=PASSWORD, Permanent=True)
    answer = idp.admin_initiate_auth(
        UserPoolId=pool,
        ClientId=client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "u", "PASSWORD": PASSWORD},
    )
    return str(answer["AuthenticationResult"]["IdToken"])


def test_ministack_knows_no_identity_in_policies(plain: Emulator) -> None:
    assert put_by_visitor(plain) == ("AccessDenied", "AccessDenied")


def test_a_visitor_may_write_under_the_own_identity_alone(mended: Emulator) -> None:
    assert put_by_visitor(mended) == (None, "AccessDenied")
