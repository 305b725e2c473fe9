"""Every request leaves a line in the access log of its stage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.local import aws, rest_api

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def stage(emulator: Emulator, stack: aws.Stack) -> Any:
    return aws.client(emulator, "apigateway").get_stage(restApiId=stack.ids["Api"], stageName="v1")


def test_ministack_drops_the_access_log_of_a_stage(plain: Emulator) -> None:
    assert not stage(plain, aws.create(plain, rest_api.api())).get("accessLogSettings")


def test_a_stage_keeps_its_access_log_until_the_template_takes_it_away(mended: Emulator) -> None:
    resources = rest_api.api()
    stack = aws.create(mended, resources)
    assert stage(mended, stack)["accessLogSettings"]["format"] == rest_api.FORMAT
    del resources["Stage"]["Properties"]["AccessLogSetting"]
    aws.update(mended, stack, resources)
    assert not stage(mended, stack).get("accessLogSettings")


def logged(emulator: Emulator) -> list[dict[str, str]]:
    """Return the lines that a request and a refused request leave in the log that the stage has by API."""
    stack = aws.create(emulator, rest_api.api())
    (group,) = (name for logical_id, name in stack.ids.items() if logical_id == "LogGroup")
    arn = aws.client(emulator, "logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]["arn"]
    aws.client(emulator, "apigateway").update_stage(
        restApiId=stack.ids["Api"],
        stageName="v1",
        patchOperations=[
            {"op": "replace", "path": "/accessLogSettings/destinationArn", "value": arn.removesuffix(":*")},
            {"op": "replace", "path": "/accessLogSettings/format", "value": rest_api.FORMAT},
        ],
    )
    rest_api.post(emulator, stack, '{"id": "1"}')
    rest_api.post(emulator, stack, "{}")
    events = aws.client(emulator, "logs").filter_log_events(logGroupName=group)["events"]
    return [json.loads(event["message"]) for event in events]


def test_ministack_writes_no_access_log(plain: Emulator) -> None:
    assert logged(plain) == []


def test_every_request_leaves_a_line_in_the_format_of_the_stage(mended: Emulator) -> None:
    good, bad = logged(mended)
    assert good["id"] != bad["id"]
    assert {**good, "id": ""} == {
        "id": "",
        "method": "POST",
        "path": "/",
        "status": "200",
        "error": "-",
        "trace": "-",
    }
    assert (bad["status"], bad["error"]) == ("400", "BAD_REQUEST_BODY")
