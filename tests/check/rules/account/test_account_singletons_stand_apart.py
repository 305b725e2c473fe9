"""What exists once per account is in no application's template."""

from __future__ import annotations

from stamp_infra.check.rules.account.account_singletons_stand_apart import RULE
from tests.check.rules.build import found, one

ACCOUNT = {"Account": one("AWS::ApiGateway::Account")}
ENVIRONMENT = {"Environment": {"Type": "String"}}


def test_a_template_of_account_singletons_alone_is_right() -> None:
    assert found(RULE, ACCOUNT) == []


def test_a_singleton_in_a_template_with_environments_is_found() -> None:
    what = "is in an application's template, but API Gateway's role for logs is one per account and region"
    assert found(RULE, ACCOUNT, Parameters=ENVIRONMENT) == [f"Account Type: {what}"]


def test_a_singleton_beside_a_nested_stack_is_found() -> None:
    resources = {
        "GitHub": one("AWS::IAM::OIDCProvider"),
        "Data": one("AWS::CloudFormation::Stack", TemplateURL="data.yaml"),
    }
    what = "is in an application's template, but IAM takes one provider of a URL per account"
    assert found(RULE, resources) == [f"GitHub Type: {what}"]


def test_a_cost_monitor_of_all_services_is_found_and_one_of_a_tag_is_not() -> None:
    resources = {
        "All": one("AWS::CE::AnomalyMonitor", MonitorType="DIMENSIONAL", MonitorDimension="SERVICE"),
        "Ours": one("AWS::CE::AnomalyMonitor", MonitorType="CUSTOM"),
    }
    what = "is in an application's template, but Cost Explorer takes one monitor of a dimension per account"
    assert found(RULE, resources, Parameters=ENVIRONMENT) == [f"All Type: {what}"]
