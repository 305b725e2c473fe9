"""The smoke test sees each promise that is broken in a deployed environment, and says what was expected instead."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations import smoke
from stamp_infra.operations.connect import connect
from stamp_infra.operations.declared import declared
from stamp_infra.operations.deployed import deployed as read
from stamp_infra.operations.probes import alarms, browser, data, logs, stacks, throttling
from stamp_infra.operations.probes.throttling import method
from stamp_infra.operations.target import target
from tests.operations.aws import client
from tests.operations.command import ok, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stamp_infra.local.emulator import Emulator
    from stamp_infra.operations.declared import Declared
    from stamp_infra.operations.deployed import Deployed
    from stamp_infra.operations.probes.result import Result

STACK: Final = "stamp-rally-dev"
USERS: Final = f"{STACK}-users"
LOGS: Final = f"/aws/lambda/{STACK}-auth"
UPLOADS: Final = f"{STACK}-uploads-123456789012-ap-northeast-1"
ALLOWED: Final = "access-control-allow-origin"
ORIGIN: Final = "https://dev.stamp-rally.example.com"


def failures(found: Iterator[Result]) -> list[str]:
    return [f"{r.probe}: {r.subject}: expected {r.expected}; found {r.found}" for r in found if not r.ok]


@pytest.fixture(scope="session")
def resolved() -> Declared:
    """Return what is declared for dev, worked out once."""
    return declared(target("dev"))


@pytest.fixture
def dev_read(deployed: Emulator, resolved: Declared, monkeypatch: pytest.MonkeyPatch) -> Deployed:
    assert deployed.port
    monkeypatch.setattr("stamp_infra.operations.deployed.declared", lambda _: resolved)
    to = target("dev")
    return read(to, connect(to))


def api() -> dict[str, str]:
    gateway = client("apigateway")
    (found,) = [each for each in gateway.get_rest_apis()["items"] if each["name"] == f"{STACK}-api"]
    return {"restApiId": found["id"]}


def resource(path: str) -> dict[str, str]:
    rows = client("apigateway").get_resources(**api(), limit=500)["items"]
    return {**api(), "resourceId": next(row["id"] for row in rows if row["path"] == path)}


@contextmanager
def recovery_off() -> Iterator[None]:
    dynamodb = client("dynamodb")
    for on in (False, True):
        specification: dict[str, Any] = {"PointInTimeRecoveryEnabled": on}
        if on:
            specification["RecoveryPeriodInDays"] = 7
        dynamodb.update_continuous_backups(TableName=USERS, PointInTimeRecoverySpecification=specification)
        if not on:
            yield


@contextmanager
def recovery_short() -> Iterator[None]:
    dynamodb = client("dynamodb")
    for days in (1, 7):
        specification = {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": days}
        dynamodb.update_continuous_backups(TableName=USERS, PointInTimeRecoverySpecification=specification)
        if days == 1:
            yield


@contextmanager
def protected() -> Iterator[None]:
    client("dynamodb").update_table(TableName=USERS, DeletionProtectionEnabled=True)
    yield
    client("dynamodb").update_table(TableName=USERS, DeletionProtectionEnabled=False)


@contextmanager
def clean_up_off() -> Iterator[None]:
    dynamodb = client("dynamodb")
    for on in (False, True):
        specification = {"Enabled": on, "AttributeName": "TTL"}
        dynamodb.update_time_to_live(TableName=USERS, TimeToLiveSpecification=specification)
        if not on:
            yield


@contextmanager
def alarm_on() -> Iterator[None]:
    for state in ("ALARM", "OK"):
        name = f"{STACK}-auth-deployment"
        client("cloudwatch").set_alarm_state(AlarmName=name, StateValue=state, StateReason="test")
        if state == "ALARM":
            yield


@contextmanager
def alarm_muted() -> Iterator[None]:
    client("cloudwatch").disable_alarm_actions(AlarmNames=[f"{STACK}-auth-deployment"])
    yield
    client("cloudwatch").enable_alarm_actions(AlarmNames=[f"{STACK}-auth-deployment"])


@contextmanager
def alarm_gone() -> Iterator[None]:
    cloudwatch = client("cloudwatch")
    (alarm,) = cloudwatch.describe_alarms(AlarmNames=[f"{STACK}-auth-deployment"])["MetricAlarms"]
    cloudwatch.delete_alarms(AlarmNames=[alarm["AlarmName"]])
    yield
    known = cloudwatch.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    cloudwatch.put_metric_alarm(**{key: value for key, value in alarm.items() if key in known})


@contextmanager
def logs_for_ever() -> Iterator[None]:
    client("logs").delete_retention_policy(logGroupName=LOGS)
    yield
    client("logs").put_retention_policy(logGroupName=LOGS, retentionInDays=7)


@contextmanager
def public() -> Iterator[None]:
    s3 = client("s3")
    before = s3.get_public_access_block(Bucket=UPLOADS)["PublicAccessBlockConfiguration"]
    s3.delete_public_access_block(Bucket=UPLOADS)
    yield
    s3.put_public_access_block(Bucket=UPLOADS, PublicAccessBlockConfiguration=before)


@contextmanager
def half_public() -> Iterator[None]:
    s3 = client("s3")
    before = s3.get_public_access_block(Bucket=UPLOADS)["PublicAccessBlockConfiguration"]
    s3.put_public_access_block(Bucket=UPLOADS, PublicAccessBlockConfiguration={**before, "BlockPublicPolicy": False})
    yield
    s3.put_public_access_block(Bucket=UPLOADS, PublicAccessBlockConfiguration=before)


@contextmanager
def throttled_less() -> Iterator[None]:
    for rate in ("9999", "50"):
        patch = {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": rate}
        client("apigateway").update_stage(**api(), stageName="v1", patchOperations=[patch])
        if rate == "9999":
            yield


@contextmanager
def foreign_preflight() -> Iterator[None]:
    gateway, place = client("apigateway"), resource("/users/me")
    before = gateway.get_integration_response(**place, httpMethod="OPTIONS", statusCode="204")["responseParameters"]
    foreign = {"method.response.header.Access-Control-Allow-Origin": "'https://somebody.example.org'"}
    for headers in (before | foreign, before):
        gateway.put_integration_response(**place, httpMethod="OPTIONS", statusCode="204", responseParameters=headers)
        if headers != before:
            yield


@contextmanager
def unprotected() -> Iterator[None]:
    gateway, place = client("apigateway"), resource("/users/me")
    for kind in ("NONE", "COGNITO_USER_POOLS"):
        patch = {"op": "replace", "path": "/authorizationType", "value": kind}
        gateway.update_method(**place, httpMethod="DELETE", patchOperations=[patch])
        if kind == "NONE":
            yield


@contextmanager
def unreadable_refusal() -> Iterator[None]:
    gateway = client("apigateway")
    before = gateway.get_gateway_response(**api(), responseType="DEFAULT_4XX")
    gateway.delete_gateway_response(**api(), responseType="DEFAULT_4XX")
    gateway.create_deployment(**api(), stageName="v1")
    yield
    gateway.put_gateway_response(
        **api(),
        responseType="DEFAULT_4XX",
        responseParameters=before["responseParameters"],
        responseTemplates=before["responseTemplates"],
    )
    gateway.create_deployment(**api(), stageName="v1")


BROKEN: Final[list[tuple[Callable[[], Any], Callable[[Deployed], Iterator[Result]], str]]] = [
    (recovery_off, data.tables, f"point-in-time recovery: {USERS}: expected on True, days 7.0; found on False, days "),
    (recovery_short, data.tables, f"point-in-time recovery: {USERS}: expected days 7.0; found days 1.0"),
    (protected, data.tables, f"deletion protection: {USERS}: expected False; found True"),
    (clean_up_off, data.tables, f"time to live: {USERS}: expected TTL; found None"),
    (
        alarm_on,
        alarms.alarms,
        f"alarm: {STACK}-auth-deployment: expected OK or INSUFFICIENT_DATA, actions on; found ALARM",
    ),
    (
        alarm_muted,
        alarms.alarms,
        f"alarm: {STACK}-auth-deployment: expected OK or INSUFFICIENT_DATA, actions on; found ",
    ),
    (
        alarm_gone,
        alarms.alarms,
        f"alarm: {STACK}-auth-deployment: expected OK or INSUFFICIENT_DATA, actions on; found no",
    ),
    (logs_for_ever, logs.retention, f"log retention: {LOGS}: expected 7 days; found for ever"),
    (
        public,
        data.buckets,
        f"public access blocked: {UPLOADS}: expected BlockPublicAcls True, BlockPublicPolicy True, ",
    ),
    (
        half_public,
        data.buckets,
        f"public access blocked: {UPLOADS}: expected BlockPublicPolicy True; found BlockPublicPol",
    ),
    (throttled_less, throttling.throttling, "throttling: stage v1, * /*: expected rate 50.0; found rate 9999.0"),
    (
        foreign_preflight,
        browser.preflights,
        f"preflight: OPTIONS /users/me: expected {ALLOWED} {ORIGIN}; found {ALLOWED} https://somebody.example.org",
    ),
    # The function refuses whoever comes without claims, in its own words: they lack the gateway's header.
    (unprotected, browser.refusals, "no token: DELETE /users/me: expected access-control-allow-headers "),
    (unreadable_refusal, browser.refusals, f"no token: GET /users/me: expected access-control-allow-origin {ORIGIN}, "),
]


def test_a_deployed_environment_is_as_declared_and_every_kind_of_promise_is_looked_at(deployed: Emulator) -> None:
    assert deployed.port
    report = json.loads(ok("smoke", "dev", "--json"))
    assert report["ok"]
    number = {probe: sum(each["probe"] == probe for each in report["results"]) for probe in PROBES}
    assert number == PROBES


# As many as the rally declares: a probe that finds nothing to look at would pass for ever.
PROBES: Final = {
    "status": 14,
    "output": 5,
    "resources": 14,
    "preflight": 20,
    "no token": 13,
    "empty body": 2,
    "throttling": 3,
    "alarm": 57,
    "table": 3,
    "point-in-time recovery": 3,
    "deletion protection": 4,
    "time to live": 3,
    "stream": 3,
    "public access blocked": 3,
    "log retention": 11,
}


@pytest.mark.parametrize(("broken", "probe", "line"), BROKEN, ids=[case[0].__name__ for case in BROKEN])
def test_a_broken_promise_is_seen(
    dev_read: Deployed, broken: Callable[[], Any], probe: Callable[[Deployed], Iterator[Result]], line: str
) -> None:
    assert failures(probe(dev_read)) == []
    with broken():
        found = failures(probe(dev_read))
    assert any(each.startswith(line) for each in found), found
    assert failures(probe(dev_read)) == []


def test_a_declared_resource_that_is_in_no_stack_is_seen(dev_read: Deployed) -> None:
    dev_read.ids.pop(("infrastructure/cfn/dynamodb.yaml", "Users"))  # type: ignore[attr-defined]
    assert failures(stacks.resources(dev_read)) == [
        "resources: infrastructure/cfn/dynamodb.yaml: expected all 3 of the template; found none for Users"
    ]


@pytest.mark.usefixtures("deployed")
def test_a_failure_is_a_line_and_exit_status_1_and_hides_no_other() -> None:
    with logs_for_ever(), protected():
        done = run("smoke", "dev", "--failures")
    assert done.status == 1
    assert done.output.splitlines() == [
        f"FAILED  deletion protection: {USERS}: expected False; found True",
        f"FAILED  log retention: {LOGS}: expected 7 days; found for ever",
        "158 looked at, 2 failed",
    ]


def test_what_aws_refuses_to_tell_is_a_failure_of_that_probe(
    dev_read: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(deployed: Deployed) -> Iterator[Result]:
        """Each thing is there."""
        raise UserError([Mistake(where="looking", what="AWS says AccessDenied: no", remedy=str(deployed))])

    monkeypatch.setattr(smoke, "PROBES", (refused, stacks.outputs))
    monkeypatch.setattr(smoke, "deployed", lambda *_: dev_read)
    found = list(smoke.smoke(target("dev")))
    assert [(each.probe, each.ok) for each in found] == [("refused", False), *[("output", True)] * 5]
    assert (found[0].expected, found[0].found) == ("Each thing is there.", "AWS says AccessDenied: no")


def test_an_environment_that_is_not_deployed_is_told(account: str) -> None:
    done = run("smoke", "dev")
    told = "stamp-rally-dev: there is no such stack in ap-northeast-1; deploy it: `scripts/deploy.sh dev`"
    assert (done.status, done.mistakes) == (1, (told,))
    assert account


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("/*/*", "* /*"),
        ("*/*", "* /*"),
        ("/~1auth~1verify/POST", "POST /auth/verify"),
        ("~1auth~1verify/POST", "POST /auth/verify"),
        ("auth~1verify/POST", "POST /auth/verify"),
        ("/~1/GET", "GET /"),
    ],
)
def test_a_method_of_a_stage_is_written_in_one_way(written: str, one: str) -> None:
    assert method(written) == one
