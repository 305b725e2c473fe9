"""What calls a function may call it."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.function_admits_its_triggers import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Pool": one("AWS::Cognito::UserPool", LambdaConfig={"DefineAuthChallenge": to("Live")}),
    "Daily": one("AWS::Events::Rule", Targets=[{"Id": "report", "Arn": to("Report.Arn")}]),
    "Live": one("AWS::Lambda::Alias", FunctionName=to("Challenge"), Name="live"),
    "Challenge": one("AWS::Lambda::Function", FunctionName="challenge"),
    "Report": one("AWS::Lambda::Function"),
    "PoolCalls": one(
        "AWS::Lambda::Permission",
        Action="lambda:InvokeFunction",
        FunctionName="arn:aws:lambda:us-east-1:<AWS::AccountId>:function:challenge:live",
        Principal="cognito-idp.amazonaws.com",
    ),
    "RuleCalls": one(
        "AWS::Lambda::Permission",
        Action="lambda:InvokeFunction",
        FunctionName=to("Report"),
        Principal="events.<AWS::URLSuffix>",
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "PoolCalls"),
            [
                (
                    "Pool Properties.LambdaConfig.DefineAuthChallenge: calls challenge:live, and no"
                    " AWS::Lambda::Permission lets cognito-idp.amazonaws.com invoke it"
                )
            ],
        ),
        (
            but(GOOD, "RuleCalls"),
            [
                (
                    "Daily Properties.Targets.0.Arn: calls <stack.yaml#Report>, and no AWS::Lambda::Permission"
                    " lets events.amazonaws.com invoke it"
                )
            ],
        ),
        (
            but(GOOD, "PoolCalls Properties FunctionName", value=to("Challenge")),
            [
                (
                    "Pool Properties.LambdaConfig.DefineAuthChallenge: calls challenge:live, and no"
                    " AWS::Lambda::Permission lets cognito-idp.amazonaws.com invoke it"
                )
            ],
        ),
        (
            but(GOOD, "RuleCalls Properties Principal", value="s3.amazonaws.com"),
            [
                (
                    "Daily Properties.Targets.0.Arn: calls <stack.yaml#Report>, and no AWS::Lambda::Permission"
                    " lets events.amazonaws.com invoke it"
                )
            ],
        ),
        (
            but(GOOD, "RuleCalls Properties Action", value="lambda:GetFunction"),
            [
                (
                    "Daily Properties.Targets.0.Arn: calls <stack.yaml#Report>, and no AWS::Lambda::Permission"
                    " lets events.amazonaws.com invoke it"
                )
            ],
        ),
        (
            but(
                but(GOOD, "PoolCalls"),
                "Pool Properties LambdaConfig DefineAuthChallenge",
                value="arn:aws:lambda:us-east-1:1:function:elsewhere",
            ),
            [],
        ),
    ],
)
def test_a_trigger_that_may_not_invoke_its_function_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
