"""A new version takes over step by step in stg and prod."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.awslambda.alias_deploys_gradually import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "UpdatePolicy": {"CodeDeployLambdaAliasUpdate": {"DeploymentGroupName": to("Group")}},
    },
    "Group": one(
        "AWS::CodeDeploy::DeploymentGroup",
        DeploymentConfigName="CodeDeployDefault.LambdaCanary10Percent5Minutes",
        AlarmConfiguration={"Enabled": True, "Alarms": [{"Name": to("Errors")}]},
        AutoRollbackConfiguration={"Enabled": True, "Events": ["DEPLOYMENT_STOP_ON_ALARM"]},
    ),
}


@pytest.mark.parametrize(
    ("environment", "resources", "expected"),
    [
        ("prod", GOOD, []),
        ("stg", but(GOOD, "Live UpdatePolicy"), ["Live UpdatePolicy: moves all calls to a new version at once"]),
        ("dev", but(GOOD, "Live UpdatePolicy"), []),
        (
            "prod",
            but(GOOD, "Group Properties DeploymentConfigName", value="CodeDeployDefault.LambdaAllAtOnce"),
            [
                (
                    "Group Properties.DeploymentConfigName: deploys Live with CodeDeployDefault.LambdaAllAtOnce:"
                    " all calls move at once"
                )
            ],
        ),
        ("dev", but(GOOD, "Group Properties DeploymentConfigName", value="CodeDeployDefault.LambdaAllAtOnce"), []),
        (
            "prod",
            but(GOOD, "Group Properties AlarmConfiguration Alarms", value=[]),
            ["Group Properties.AlarmConfiguration: deploys Live without an alarm that would stop it"],
        ),
        (
            "prod",
            but(GOOD, "Group Properties AlarmConfiguration Enabled", value=False),
            ["Group Properties.AlarmConfiguration: deploys Live without an alarm that would stop it"],
        ),
        (
            "prod",
            but(GOOD, "Group Properties AutoRollbackConfiguration Enabled", value=False),
            [("Group Properties.AutoRollbackConfiguration.Enabled: deploys Live without rolling back by itself")],
        ),
    ],
)
def test_an_alias_that_moves_at_once_is_found_in_stg_and_prod_alone(
    environment: str | None, resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources, environment=environment) == expected
