"""What the embedded AWS does not do: types that it accepts without effect, services that something stands in for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """What stays unproven: `gap` says what the type would do; `name` is the property that `Ref` returns, if one is."""

    gap: str
    name: str | None = None


STAND_INS: Final = {"Rekognition": "the colour of a picture decides what is on it"}

PLACEHOLDERS: Final = {
    "AWS::ApplicationAutoScaling::ScalableTarget": Placeholder(gap="nothing is scaled"),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Placeholder(gap="nothing is scaled"),
    "AWS::Backup::RestoreTestingPlan": Placeholder(gap="nothing is restored", name="RestoreTestingPlanName"),
    "AWS::Backup::RestoreTestingSelection": Placeholder(gap="nothing is restored", name="RestoreTestingSelectionName"),
    "AWS::CE::AnomalyMonitor": Placeholder(gap="no cost is watched"),
    "AWS::CE::AnomalySubscription": Placeholder(gap="no cost is reported"),
    "AWS::CloudWatch::CompositeAlarm": Placeholder(gap="it is never evaluated", name="AlarmName"),
    "AWS::CodeDeploy::Application": Placeholder(gap="an alias moves at once", name="ApplicationName"),
    "AWS::CodeDeploy::DeploymentGroup": Placeholder(gap="an alarm rolls nothing back", name="DeploymentGroupName"),
    "AWS::Cognito::UserPoolIdentityProvider": Placeholder(gap="nobody signs in by it", name="ProviderName"),
    "AWS::Logs::QueryDefinition": Placeholder(gap="no query runs"),
    "AWS::SNS::TopicInlinePolicy": Placeholder(gap="it is not enforced"),
    "AWS::WAFv2::WebACLAssociation": Placeholder(gap="no request is filtered"),
}
