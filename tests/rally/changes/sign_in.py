"""Sign-in that anybody passes, or nobody."""

from __future__ import annotations

from typing import Final

from tests.rally.mutation import Mutation, add, drop, put

_COGNITO: Final = "cfn/cognito.yaml"
_STATEMENTS: Final = "Properties/Policies/0/PolicyDocument/Statement"

SIGN_IN: Final = (
    Mutation(
        "any identity pool",
        _COGNITO,
        drop("IdentitiesVisitorRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals"),
    ),
    Mutation(
        "guests too",
        _COGNITO,
        drop("IdentitiesVisitorRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition/ForAnyValue:StringLike"),
    ),
    Mutation(
        "guests get credentials", _COGNITO, put("Identities/Properties/AllowUnauthenticatedIdentities", value=True)
    ),
    Mutation(
        "a visitor reaches all uploads",
        _COGNITO,
        put(f"IdentitiesVisitorRole/{_STATEMENTS}/0/Resource", {"Fn::Sub": "${S3UploadsBucketArn}/users/*"}),
    ),
    Mutation(
        "keys of another's in prod",
        "sam/template.yaml",
        put("AuthFunction/Properties/Environment/Variables/LINE_JWKS_URL", "https://keys.example.com/certs"),
    ),
    Mutation("passwords", _COGNITO, add("LiffClient/Properties/ExplicitAuthFlows", "ALLOW_USER_PASSWORD_AUTH")),
    Mutation("users can be guessed", _COGNITO, put("LiffClient/Properties/PreventUserExistenceErrors", "LEGACY")),
    Mutation("tokens cannot be revoked", _COGNITO, put("LiffClient/Properties/EnableTokenRevocation", value=False)),
    Mutation(
        "anybody signs up",
        _COGNITO,
        put("Visitors/Properties/AdminCreateUserConfig/AllowAdminCreateUserOnly", value=False),
    ),
    Mutation("the pool may be deleted", _COGNITO, put("Visitors/Properties/DeletionProtection", "INACTIVE")),
    Mutation("the pool goes with its stack", _COGNITO, drop("Visitors/DeletionPolicy")),
    Mutation("a schema entry has no type", _COGNITO, put("Visitors/Properties/Schema", [{"Name": "email"}])),
    Mutation("a trigger is missing", _COGNITO, drop("Visitors/Properties/LambdaConfig/CreateAuthChallenge")),
    Mutation("any pool may call the trigger", _COGNITO, drop("VisitorsMayInvokeChallenge/Properties/SourceArn")),
    Mutation(
        "user names lose their case",
        _COGNITO,
        put("Visitors/Properties/UsernameConfiguration/CaseSensitive", value=False),
    ),
    Mutation("a second factor nobody has", _COGNITO, put("Visitors/Properties/MfaConfiguration", "ON")),
    Mutation("short passwords", _COGNITO, put("Visitors/Properties/Policies/PasswordPolicy/MinimumLength", 6)),
    Mutation("access lasts a day", _COGNITO, put("LiffClient/Properties/AccessTokenValidity", 1440)),
)
