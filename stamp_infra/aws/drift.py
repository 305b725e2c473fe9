"""Drift detection of one stack: started, waited for, and told resource by resource."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws.errors import told
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.aws.connection import Connection

_SECONDS: Final = 900
_PAUSE: Final = 3.0
_FASTEST: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One resource that is not as its template says; `status` is MODIFIED or DELETED."""

    logical_id: str
    type: str
    physical_id: str
    status: str
    properties: tuple[str, ...]
    """Each differing property: its path, what is expected and what is there."""


@dataclass(frozen=True, kw_only=True)
class Detected:
    """A stack's drift; `failure` says why the detection came to no end, for all resources or for some."""

    differences: tuple[Difference, ...]
    failure: str | None


def start(connection: Connection, stack_id: str) -> str:
    """Start the detection and return its id."""
    with told(f"starting drift detection of {stack_id}"):
        answer = connection.client("cloudformation").detect_stack_drift(StackName=stack_id)
    return str(answer["StackDriftDetectionId"])


def finish(connection: Connection, stack_id: str, detection: str) -> Detected:
    """Wait for the end of a detection and return what it found; raise `UserError` after a quarter of an hour."""
    client = connection.client("cloudformation")
    deadline = time.monotonic() + _SECONDS
    pause = _FASTEST
    with told(f"waiting for drift detection of {stack_id}"):
        while True:
            answer = client.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
            if answer["DetectionStatus"] != "DETECTION_IN_PROGRESS":
                break
            if time.monotonic() > deadline:
                what = "drift detection has not ended after 15 minutes"
                raise UserError([Mistake(where=stack_id, what=what, remedy="repeat the command")])
            time.sleep(pause)
            pause = min(2 * pause, _PAUSE)
        found = _differences(client, stack_id)
    failed = answer["DetectionStatus"] == "DETECTION_FAILED"
    failure = answer.get("DetectionStatusReason", "AWS gives no reason") if failed else None
    return Detected(differences=found, failure=failure)


def _differences(client: Any, stack_id: str) -> tuple[Difference, ...]:
    # Not every botocore has a paginator for it.
    found: list[Difference] = []
    asked = {"StackName": stack_id, "StackResourceDriftStatusFilters": ["MODIFIED", "DELETED"]}
    while True:
        answer = client.describe_stack_resource_drifts(**asked)
        found.extend(_difference(each) for each in answer["StackResourceDrifts"])
        if not answer.get("NextToken"):
            return tuple(found)
        asked["NextToken"] = answer["NextToken"]


def _difference(answer: Mapping[str, Any]) -> Difference:
    return Difference(
        logical_id=answer["LogicalResourceId"],
        type=answer["ResourceType"],
        physical_id=answer.get("PhysicalResourceId", ""),
        status=answer["StackResourceDriftStatus"],
        properties=tuple(
            f"{each['PropertyPath']}: expected {each['ExpectedValue']}, found {each['ActualValue']}"
            for each in answer.get("PropertyDifferences", [])
        ),
    )
