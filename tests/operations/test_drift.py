"""What is changed by hand in any stack of an environment is found and named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stamp_infra.aws import drift as detection
from stamp_infra.cli.drift import lines
from stamp_infra.operations.drift import StackDrift
from tests.operations.aws import client
from tests.operations.command import ok, run


@pytest.mark.usefixtures("deployed")
def test_a_change_by_hand_in_a_nested_stack_is_named_with_what_was_expected() -> None:
    assert "Nothing differs from the templates." in ok("drift", "dev")
    ssm = client("ssm")
    name = "/stamp-rally/dev/line/channel-id"
    before = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    ssm.put_parameter(Name=name, Value="9999999999", Type="String", Overwrite=True)
    try:
        done = run("drift", "dev")
        report = json.loads(run("drift", "dev", "--json").output)
    finally:
        ssm.put_parameter(Name=name, Value=before, Type="String", Overwrite=True)
    assert done.status == 1
    shown = done.output.splitlines()
    assert shown[0].split() == ["stack", "resources", "drifted"]
    assert [line.split() for line in shown if line.startswith("Ssm ")] == [["Ssm", "5", "1"]]
    assert f"Ssm: LineChannelIdParameter (AWS::SSM::Parameter, {name}) is MODIFIED" in shown
    assert f"  /Value: expected {before}, found 9999999999" in shown
    assert shown[-1] == "1 resources differ from their templates"
    assert report["drifted"] is True
    assert sum(bool(stack["detected"]["differences"]) for stack in report["stacks"]) == 1
    ok("drift", "dev")


@pytest.mark.usefixtures("account")
def test_an_environment_that_is_not_deployed_is_told() -> None:
    done = run("drift", "dev")
    told = "stamp-rally-dev: there is no such stack in ap-northeast-1; deploy dev first"
    assert (done.status, done.mistakes) == (1, (told,))


class Answers:
    """CloudFormation as it answers a detection that takes a while and fails for some resources."""

    def __init__(self) -> None:
        self.statuses = ["DETECTION_IN_PROGRESS", "DETECTION_IN_PROGRESS", "DETECTION_FAILED"]

    def client(self, _service: str) -> Any:
        return self

    def describe_stack_drift_detection_status(self, **_asked: str) -> dict[str, str]:
        return {"DetectionStatus": self.statuses.pop(0), "DetectionStatusReason": "no permission to read Queue"}

    def describe_stack_resource_drifts(self, **asked: Any) -> dict[str, Any]:
        page = asked.get("NextToken", "one")
        row = {
            "LogicalResourceId": page,
            "ResourceType": "AWS::SQS::Queue",
            "StackResourceDriftStatus": "DELETED",
        }
        return {"StackResourceDrifts": [row], **({"NextToken": "two"} if page == "one" else {})}


def test_a_detection_that_fails_is_no_clean_bill_and_every_page_is_read() -> None:
    answers: Any = Answers()
    detected = detection.finish(answers, "stack", "detection")
    assert [each.logical_id for each in detected.differences] == ["one", "two"]
    found = StackDrift(place="Messaging", resources=9, detected=detected)
    assert not found.clean
    assert "Messaging: not all could be looked at: no permission to read Queue" in list(lines([found]))
