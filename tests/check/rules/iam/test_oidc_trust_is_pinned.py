"""Of all jobs that a provider signs for, only named ones get the role."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.oidc_trust_is_pinned import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import role, trust

TRUST = "Deploy Properties AssumeRolePolicyDocument Statement 0 "


GOOD: Resources = {
    "Deploy": role(
        trusts=trust(
            {"Federated": "arn:aws:iam::<AWS::AccountId>:oidc-provider/token.actions.githubusercontent.com"},
            "sts:AssumeRoleWithWebIdentity",
            Condition={
                "StringEquals": {
                    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                    "token.actions.githubusercontent.com:sub": [
                        "repo:acme/app:environment:prod",
                        "repo:acme@1/app@2:ref:refs/heads/main",
                    ],
                }
            },
        )
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:aud"),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: does not pin the token's"
                    " audience (aud) with StringEquals"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition"),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: does not pin the token's"
                    " audience (aud) with StringEquals"
                ),
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: does not pin the token's"
                    " subject (sub) with StringEquals or StringLike"
                ),
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub", value="repo:acme/*"),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject"
                    " repo:acme/*, which is more than one environment or ref of one repository"
                )
            ],
        ),
        (
            but(
                GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub", value="repo:acme/app:*"
            ),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject"
                    " repo:acme/app:*, which is more than one environment or ref of one repository"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub", value="*"),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject *,"
                    " which is more than one environment or ref of one repository"
                )
            ],
        ),
        (
            but(
                GOOD,
                f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub",
                value="repo:acme/app:pull_request",
            ),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject"
                    " repo:acme/app:pull_request, which is more than one environment or ref of one repository"
                )
            ],
        ),
        (
            but(
                GOOD,
                f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub",
                value="repo:acme/app:environment:*",
            ),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject"
                    " repo:acme/app:environment:*, which is more than one environment or ref of one repository"
                )
            ],
        ),
        (
            but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub"),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: does not pin the token's"
                    " subject (sub) with StringEquals or StringLike"
                )
            ],
        ),
        (
            but(
                but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub"),
                f"{TRUST}Condition StringLike",
                value={"token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/tags/v*"},
            ),
            [],
        ),
        (
            but(
                but(GOOD, f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub"),
                f"{TRUST}Condition ForAllValues:StringLike",
                value={"token.actions.githubusercontent.com:sub": "repo:acme/app:environment:prod"},
            ),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: does not pin the token's"
                    " subject (sub) with StringEquals or StringLike"
                )
            ],
        ),
        (
            but(
                GOOD | {"GitHub": one("AWS::IAM::OIDCProvider", Url="https://token.actions.githubusercontent.com")},
                f"{TRUST}Principal Federated",
                value=to("GitHub"),
            ),
            [],
        ),
        (
            but(
                but(
                    GOOD | {"GitHub": one("AWS::IAM::OIDCProvider", Url="https://token.actions.githubusercontent.com")},
                    f"{TRUST}Principal Federated",
                    value=to("GitHub"),
                ),
                f"{TRUST}Condition StringEquals token.actions.githubusercontent.com:sub",
                value="repo:acme/app:*",
            ),
            [
                (
                    "Deploy Properties.AssumeRolePolicyDocument.Statement.0.Condition: trusts the subject"
                    " repo:acme/app:*, which is more than one environment or ref of one repository"
                )
            ],
        ),
    ],
)
def test_a_loose_oidc_trust_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
