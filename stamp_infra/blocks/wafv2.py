"""A web ACL in front of an API's stage: AWS's rules against known attacks, and a limit per address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from troposphere import wafv2

from stamp_infra.core.block import Block, broken
from stamp_infra.core.condition import Condition
from stamp_infra.core.inputs import instance, text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from troposphere import AWSHelperFn

_MANAGED: Final = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet")


def web_acl(name: str, *, protects: AWSHelperFn, requests_per_5_min: int, condition: Condition) -> Block:
    """Return a regional web ACL and its association with the ARN in `protects`, where the condition holds.

    `requests_per_5_min` is the limit of one address, from 10 to 2,000,000,000.
    """
    where = f'web ACL "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.protects", protects),
        *whole(f"{where}.requests_per_5_min", requests_per_5_min, 10, 2_000_000_000),
        *instance(f"{where}.condition", condition, Condition, 'write Condition("HasWebAcl", Equals(...))'),
    ]
    if mistakes:
        return broken(mistakes)
    title = logical_id(name)
    rate = wafv2.Statement(RateBasedStatement=wafv2.RateBasedStatement(AggregateKeyType="IP", Limit=requests_per_5_min))
    rules = [_managed(priority, group) for priority, group in enumerate(_MANAGED)]
    rules.append(_rule(len(rules), "requests-per-address", rate, Action=wafv2.RuleAction(Block=wafv2.BlockAction())))
    acl = wafv2.WebACL(
        title,
        Condition=condition,
        Name=physical_name(name, limit=128),
        Scope="REGIONAL",
        DefaultAction=wafv2.DefaultAction(Allow=wafv2.AllowAction()),
        VisibilityConfig=_visibility(name),
        Rules=rules,
    )
    association = wafv2.WebACLAssociation(
        f"{title}Association", Condition=condition, ResourceArn=protects, WebACLArn=att(acl, "Arn")
    )
    return Block(main=acl, others=(association,))


def _managed(priority: int, group: str) -> wafv2.WebACLRule:
    statement = wafv2.Statement(ManagedRuleGroupStatement=wafv2.ManagedRuleGroupStatement(VendorName="AWS", Name=group))
    # "None" leaves each rule of the group its own action.
    return _rule(priority, group, statement, OverrideAction=wafv2.OverrideAction.from_dict("", {"None": {}}))


def _rule(priority: int, name: str, statement: wafv2.Statement, **action: Any) -> wafv2.WebACLRule:
    return wafv2.WebACLRule(
        Name=name, Priority=priority, Statement=statement, VisibilityConfig=_visibility(name), **action
    )


def _visibility(name: str) -> wafv2.VisibilityConfig:
    return wafv2.VisibilityConfig(CloudWatchMetricsEnabled=True, MetricName=name, SampledRequestsEnabled=False)
