"""Sign-in: a pool without passwords behind three triggers, a client that refreshes, identities of that pool only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def user_pool(of: Resolved) -> Iterator[str]:
    """Only an administrator creates users; the three custom-authentication triggers are the live alias."""
    protected = SETTINGS[str(of.environment)]["protected"]
    pool = named(of, "AWS::Cognito::UserPool").get("Visitors", {})
    facts = {
        "protection": pool.get("DeletionProtection"),
        "creation": pool.get("AdminCreateUserConfig"),
        "triggers": pool.get("LambdaConfig"),
        "schema": pool.get("Schema"),
        "user names": pool.get("UsernameConfiguration"),
        "recovery": pool.get("AccountRecoverySetting"),
        "second factor": pool.get("MfaConfiguration"),
        "passwords": pool.get("Policies", {}).get("PasswordPolicy", {}).get("MinimumLength"),
    }
    challenge = "<AuthChallengeFunctionAliaslive>"
    expected = {
        "protection": "ACTIVE" if protected else "INACTIVE",
        "creation": {"AllowAdminCreateUserOnly": True},
        "triggers": dict.fromkeys(
            ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"), challenge
        ),
        "schema": None,
        "user names": {"CaseSensitive": True},
        "recovery": {"RecoveryMechanisms": [{"Name": "admin_only", "Priority": 1}]},
        "second factor": "OFF",
        "passwords": 32,
    }
    yield from differ("user pool", facts, expected)
    permission = named(of, "AWS::Lambda::Permission").get("VisitorsMayInvokeChallenge")
    expected_permission = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": challenge,
        "Principal": "cognito-idp.amazonaws.com",
        "SourceArn": "<Visitors.Arn>",
    }
    yield from differ("permission of the pool", permission, expected_permission)


def client(of: Resolved) -> Iterator[str]:
    """The client signs in by custom challenge, refreshes, revokes, and tells nobody who exists."""
    found = named(of, "AWS::Cognito::UserPoolClient").get("LiffClient", {})
    expected = {
        "ClientName": f"stamp-rally-{of.environment}-liff-client",
        "UserPoolId": "<Visitors>",
        "GenerateSecret": False,
        "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "SupportedIdentityProviders": ["COGNITO"],
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": True,
        "AuthSessionValidity": 3,
        "AccessTokenValidity": 60,
        "IdTokenValidity": 60,
        "RefreshTokenValidity": 30,
        "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
    }
    yield from differ("client", found, expected)


def identities(of: Resolved) -> Iterator[str]:
    """Credentials are for signed-in users of this pool through this client, by a role that only they assume."""
    pool = named(of, "AWS::Cognito::IdentityPool").get("Identities", {})
    facts = (pool.get("AllowUnauthenticatedIdentities"), pool.get("CognitoIdentityProviders"))
    provider = {"ClientId": "<LiffClient>", "ProviderName": "<Visitors.ProviderName>", "ServerSideTokenCheck": True}
    yield from differ("identity pool", facts, (False, [provider]))
    role = named(of, "AWS::IAM::Role").get("IdentitiesVisitorRole", {})
    statement = role.get("AssumeRolePolicyDocument", {}).get("Statement", [{}])[0]
    expected = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": "<Identities>"},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
        },
    }
    yield from differ("trust of a visitor's role", statement, expected)
    attached = named(of, "AWS::Cognito::IdentityPoolRoleAttachment").get("IdentitiesRoles", {}).get("Roles")
    yield from differ("attached roles", attached, {"authenticated": "<IdentitiesVisitorRole.Arn>"})
