"""What exists once per account stands in a template of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource, Template

_NESTED: Final = "AWS::CloudFormation::Stack"
_ONCE: Final = {
    "AWS::ApiGateway::Account": "API Gateway's role for logs is one per account and region",
    "AWS::CE::AnomalyMonitor": "Cost Explorer takes one monitor of a dimension per account",
    "AWS::Config::ConfigurationRecorder": "AWS Config takes one recorder per account and region",
    "AWS::Config::DeliveryChannel": "AWS Config takes one channel per account and region",
    "AWS::Detective::Graph": "Detective takes one graph per account and region",
    "AWS::GuardDuty::Detector": "GuardDuty takes one detector per account and region",
    "AWS::IAM::OIDCProvider": "IAM takes one provider of a URL per account",
    "AWS::IAM::ServiceLinkedRole": "a service has one linked role per account",
    "AWS::Macie::Session": "Macie is switched on once per account and region",
    "AWS::SecurityHub::Hub": "Security Hub is switched on once per account and region",
}


def _find(resolved: Resolved) -> Iterator[Violation]:
    for resource in resolved.of_type(*_ONCE):
        custom_monitor = resource.type == "AWS::CE::AnomalyMonitor" and not _is_dimensional(resource)
        if _is_of_an_application(resolved, resource.template) and not custom_monitor:
            what = f"is in an application's template, but {_ONCE[resource.type]}"
            yield Violation(resource=resource, path="Type", what=what)


def _is_dimensional(monitor: Resource) -> bool:
    return monitor.properties.get("MonitorType") == "DIMENSIONAL"


def _is_of_an_application(resolved: Resolved, template: Template) -> bool:
    return (
        len(resolved.templates) > 1
        or "Environment" in mapping(template.body.get("Parameters"))
        or any(one.type == _NESTED and one.template.path == template.path for one in resolved.resources)
    )


RULE: Final = Rule(
    name="AccountSingletonsStandApart",
    why="The second application or environment in the account cannot be deployed, and deleting the first one switches "
    "the thing off for all.",
    remedy="Move it to a template of its own that is deployed once per account and region.",
    find=_find,
)
