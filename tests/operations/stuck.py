"""A stack whose update could not be taken back, because somebody deleted by hand what it had changed already."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Client = Callable[[str], Any]

GROUP: Final = "group"


def stuck(client: Client, stack: str, template: Mapping[str, Any] | None = None) -> None:
    """Leave a stack in UPDATE_ROLLBACK_FAILED, with its Filter as the failed update had it.

    The stack is created, or updated when its `template` is given. When there is a log group GROUP again, its rollback
    can go on.
    """
    logs, cloudformation = client("logs"), client("cloudformation")
    logs.create_log_group(logGroupName=GROUP)
    change = cloudformation.update_stack if template else cloudformation.create_stack
    change(**_asked(stack, template, {"Filter": _filter("one")}))
    assert ended(client, stack).endswith("E_COMPLETE")
    waits = {"Handle": {"Ref": "Handle"}, "Timeout": "60"}
    waiting = {
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Filter": _filter("two") | {"DependsOn": "Handle"},
        "Signal": {"Type": "AWS::CloudFormation::WaitCondition", "Properties": waits, "DependsOn": "Filter"},
    }
    cloudformation.update_stack(**_asked(stack, template, waiting))
    deadline = time.monotonic() + 50
    while pattern(client) != "two":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    logs.delete_log_group(logGroupName=GROUP)
    handle = cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId="Handle")["StackResourceDetail"]
    url = urlsplit(handle["PhysicalResourceId"])
    connection = http.client.HTTPConnection(url.netloc, timeout=10)
    signal = {"Status": "FAILURE", "Reason": "test", "UniqueId": "1", "Data": ""}
    connection.request("PUT", f"{url.path}?{url.query}", json.dumps(signal))
    assert connection.getresponse().status == 200
    connection.close()
    assert ended(client, stack) == "UPDATE_ROLLBACK_FAILED"


def ended(client: Client, stack: str) -> str:
    """Return the stack's status when nothing is under way in it any more."""
    deadline = time.monotonic() + 30
    while (found := status(client, stack)).endswith("IN_PROGRESS"):
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return found


def status(client: Client, stack: str) -> str:
    return str(client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])


def pattern(client: Client) -> str:
    """Return what the stack's Filter looks for."""
    (found,) = client("logs").describe_metric_filters(logGroupName=GROUP)["metricFilters"]
    return str(found["filterPattern"])


def _asked(stack: str, template: Mapping[str, Any] | None, resources: Mapping[str, Any]) -> dict[str, Any]:
    body = {**(template or {}), "Resources": {**(template or {}).get("Resources", {}), **resources}}
    known = [{"ParameterKey": key, "UsePreviousValue": True} for key in body.get("Parameters", {})]
    capabilities = ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
    return {
        "StackName": stack,
        "TemplateBody": json.dumps(body),
        "Parameters": known,
        "Capabilities": capabilities,
    }


def _filter(looks_for: str) -> dict[str, Any]:
    metric = {"MetricName": "lines", "MetricNamespace": "test", "MetricValue": "1"}
    properties = {"LogGroupName": GROUP, "FilterPattern": looks_for, "MetricTransformations": [metric]}
    return {"Type": "AWS::Logs::MetricFilter", "Properties": properties}
