"""Blocks of web ACLs: AWS's own rules and a limit per address, where the condition holds."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import Equals

from stamp_infra import Condition, sub
from stamp_infra.blocks.wafv2 import web_acl
from tests.blocks.synthesized import env, mistakes, template

far = Condition("IsFar", Equals(env.far, "yes"))
STAGE = sub("arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/a/stages/v1")


def given(**more: Any) -> Any:
    return web_acl("wall", **{"protects": STAGE, "requests_per_5_min": 1000, "condition": far, **more})


def test_it_and_its_association_are_there_only_where_the_condition_holds() -> None:
    body = template(given())
    assert body["Conditions"].keys() == {"IsFar"}
    assert {title: resource["Condition"] for title, resource in body["Resources"].items()} == {
        "Wall": "IsFar",
        "WallAssociation": "IsFar",
    }


def test_it_stands_before_what_it_protects() -> None:
    assert template(given())["Resources"]["WallAssociation"]["Properties"] == {
        "ResourceArn": {"Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/a/stages/v1"},
        "WebACLArn": {"Fn::GetAtt": ["Wall", "Arn"]},
    }


def test_it_lets_in_what_no_rule_keeps_out() -> None:
    found = template(given())["Resources"]["Wall"]["Properties"]
    assert (found["Scope"], found["DefaultAction"]) == ("REGIONAL", {"Allow": {}})
    assert found["Name"] == {"Fn::Sub": "shop-${Environment}-wall"}


def test_aws_s_rules_come_first_and_the_limit_blocks_after_them() -> None:
    rules = template(given())["Resources"]["Wall"]["Properties"]["Rules"]
    assert [(rule["Priority"], rule["Name"]) for rule in rules] == [
        (0, "AWSManagedRulesCommonRuleSet"),
        (1, "AWSManagedRulesKnownBadInputsRuleSet"),
        (2, "requests-per-address"),
    ]
    assert [rule.get("OverrideAction") for rule in rules] == [{"None": {}}, {"None": {}}, None]
    assert rules[2]["Action"] == {"Block": {}}
    assert rules[2]["Statement"] == {"RateBasedStatement": {"AggregateKeyType": "IP", "Limit": 1000}}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"requests_per_5_min": 9}, ".requests_per_5_min: must be a whole number from 10 to 2000000000"),
        ({"condition": None}, ".condition: is of type NoneType"),
        ({"protects": ""}, ".protects: must be a text that is not empty"),
    ],
)
def test_what_waf_would_refuse_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(given(**more))
    assert found.startswith(f'templates/sam.py: web ACL "wall"{told}')
