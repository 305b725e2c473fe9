"""User pools without passwords, and clients that sign in by custom challenge alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from awacs.awslambda import InvokeFunction
from troposphere import awslambda, cognito

from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import instance, one_of, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
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
