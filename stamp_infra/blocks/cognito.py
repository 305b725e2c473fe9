"""A user pool without passwords, its client, and an identity pool that trusts that pool only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from awacs.awslambda import InvokeFunction
from awacs.sts import AssumeRoleWithWebIdentity
from troposphere import awslambda, cognito, iam

from stamp_infra.blocks.iam import Allow, allow_mistakes, policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import instance, one_of, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from troposphere import AWSHelperFn

# Nobody types a password: users are created by the sign-in function, with one that no one knows.
_PASSWORD: Final = cognito.PasswordPolicy(
    MinimumLength=32, RequireLowercase=True, RequireNumbers=True, RequireSymbols=True, RequireUppercase=True
)


def user_pool(
    name: str, *, challenge: AWSHelperFn, deletion_protection: str | AWSHelperFn, tier: str = "LITE"
) -> Block:
    """Return a pool in which only an administrator creates users and which signs in by custom challenge alone.

    `challenge` is the ARN of the function (or alias) behind all three custom-authentication triggers; it must not refer
    to the pool. `deletion_protection` is ACTIVE or INACTIVE. No Schema: an entry can never be changed.
    """
    where = f'user pool "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.challenge", challenge),
        *one_of(f"{where}.deletion_protection", deletion_protection, ("ACTIVE", "INACTIVE")),
        *one_of(f"{where}.tier", tier, ("LITE", "ESSENTIALS", "PLUS")),
    ]
    if mistakes:
        return broken(mistakes)
    title = logical_id(name)
    pool = cognito.UserPool(
        title,
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        UserPoolName=physical_name(name, limit=128),
        UserPoolTier=tier,
        DeletionProtection=deletion_protection,
        UsernameConfiguration=cognito.UsernameConfiguration(CaseSensitive=True),
        AdminCreateUserConfig=cognito.AdminCreateUserConfig(AllowAdminCreateUserOnly=True),
        AccountRecoverySetting=cognito.AccountRecoverySetting(
            RecoveryMechanisms=[cognito.RecoveryOption(Name="admin_only", Priority=1)]
        ),
        MfaConfiguration="OFF",
        Policies=cognito.Policies(PasswordPolicy=_PASSWORD),
        LambdaConfig=cognito.LambdaConfig(
            DefineAuthChallenge=challenge, CreateAuthChallenge=challenge, VerifyAuthChallengeResponse=challenge
        ),
    )
    permission = awslambda.Permission(
        f"{title}MayInvokeChallenge",
        Action=InvokeFunction.JSONrepr(),
        FunctionName=challenge,
        Principal="cognito-idp.amazonaws.com",
        SourceArn=att(pool, "Arn"),
    )
    return Block(main=pool, others=(permission,))


def user_pool_client(
    name: str, *, pool: Block, token_minutes: int | AWSHelperFn = 60, refresh_days: int | AWSHelperFn = 30
) -> Block:
    """Return a client without secret that signs in by custom challenge and refreshes, and tells nobody who exists.

    Access and ID tokens live `token_minutes`, 5 to 1,440; a refresh token `refresh_days`, 1 to 3,650.
    """
    where = f'user pool client "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *instance(f"{where}.pool", pool, Block, "give the block that user_pool(...) returned"),
        *whole(f"{where}.token_minutes", token_minutes, 5, 1440),
        *whole(f"{where}.refresh_days", refresh_days, 1, 3650),
    ]
    if mistakes:
        return broken(mistakes)
    client = cognito.UserPoolClient(
        logical_id(name),
        ClientName=physical_name(name, limit=128),
        UserPoolId=ref(pool),
        GenerateSecret=False,
        ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        SupportedIdentityProviders=["COGNITO"],
        PreventUserExistenceErrors="ENABLED",
        EnableTokenRevocation=True,
        AuthSessionValidity=3,
        AccessTokenValidity=token_minutes,
        IdTokenValidity=token_minutes,
        RefreshTokenValidity=refresh_days,
        TokenValidityUnits=cognito.TokenValidityUnits(AccessToken="minutes", IdToken="minutes", RefreshToken="days"),
    )
    return Block(main=client)


@dataclass(frozen=True, kw_only=True, eq=False)
class IdentityPool(Block):
    """An identity pool and the role that its signed-in users assume."""

    role: iam.Role


def identity_pool(name: str, *, pool: Block, client: Block, allow: Sequence[Allow]) -> IdentityPool:
    """Return an identity pool for the users of one user pool; `allow` is what they may do once signed in."""
    where = f'identity pool "{name}"'
    mistakes = (
        *kebab(f"{where}.name", name),
        *instance(f"{where}.pool", pool, Block, "give the block that user_pool(...) returned"),
        *instance(f"{where}.client", client, Block, "give the block that user_pool_client(...) returned"),
        *allow_mistakes(where, allow),
    )
    if mistakes:
        return IdentityPool(main=broken(()).main, mistakes=mistakes, role=iam.Role("Broken"))
    title = logical_id(name)
    own = cognito.IdentityPool(
        title,
        IdentityPoolName=physical_name(name, limit=128),
        AllowUnauthenticatedIdentities=False,
        AllowClassicFlow=False,
        CognitoIdentityProviders=[
            cognito.CognitoIdentityProvider(
                ClientId=ref(client), ProviderName=att(pool, "ProviderName"), ServerSideTokenCheck=True
            )
        ],
    )
    trust: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": AssumeRoleWithWebIdentity.JSONrepr(),
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": ref(own)},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
        },
    }
    role = iam.Role(
        f"{title}VisitorRole",
        RoleName=physical_name(f"{name}-visitor"),
        AssumeRolePolicyDocument=policy(trust),
        Policies=[iam.Policy(PolicyName="visitor", PolicyDocument=policy(*(each.statement() for each in allow)))],
    )
    attachment = cognito.IdentityPoolRoleAttachment(
        f"{title}Roles", IdentityPoolId=ref(own), Roles={"authenticated": att(role, "Arn")}
    )
    return IdentityPool(main=own, others=(role, attachment), role=role)
