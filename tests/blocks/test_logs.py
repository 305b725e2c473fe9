"""Blocks of log groups and saved queries."""

from __future__ import annotations

from troposphere import Ref

from stamp_infra import sub
from stamp_infra.blocks.kms import key
from stamp_infra.blocks.logs import log_group, query
from tests.blocks.synthesized import env, mistakes, resources, template

own_key = key("logs", description="Encrypts logs.")


def test_a_log_group_is_encrypted_and_forgets() -> None:
    group = log_group("api", log_group_name=sub("/aws/{app}-{env}"), retention_days=env.days, key=own_key)
    made = template(own_key, group)
    assert made["Resources"]["ApiLogGroup"]["Properties"] == {
        "LogGroupName": {"Fn::Sub": "/aws/shop-${Environment}"},
        "RetentionInDays": {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]},
        "KmsKeyId": {"Fn::GetAtt": ["LogsKey", "Arn"]},
    }


def test_logs_outlive_the_stack_but_not_a_first_deployment_that_fails() -> None:
    group = resources(log_group("api", log_group_name="/api", retention_days=7, key=Ref("AWS::NoValue")))["ApiLogGroup"]
    assert group["DeletionPolicy"] == "RetainExceptOnCreate"
    assert group["UpdateReplacePolicy"] == "Retain"


def test_a_retention_that_cloudwatch_does_not_know_is_a_mistake() -> None:
    (found,) = mistakes(log_group("api", log_group_name="/api", retention_days=8, key=own_key))
    assert 'log group "api".retention_days: is not a choice (got 8); write one of 1, 3, 5, 7, 14' in found


def test_a_query_searches_groups_given_as_blocks_and_by_name() -> None:
    group = log_group("api", log_group_name="/api", retention_days=7, key=own_key)
    asked = query("slow", query_string="sort ms desc", log_groups=[group, sub("/aws/{app}")])
    made = resources(own_key, group, asked)["SlowQuery"]["Properties"]
    assert made == {
        "Name": {"Fn::Sub": "shop-${Environment}-slow"},
        "QueryString": "sort ms desc",
        "LogGroupNames": [{"Ref": "ApiLogGroup"}, "/aws/shop"],
    }


def test_a_query_of_nothing_in_nothing_is_two_mistakes() -> None:
    assert len(mistakes(query("slow", query_string=" ", log_groups=[]))) == 2
