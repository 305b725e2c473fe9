"""A page may call the deployed API, is told why a call is refused, and is answered once somebody has signed in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from stamp_infra.operations.target import target
from stamp_infra.operations.visit import visit
from tests.local import aws

if TYPE_CHECKING:
    import pytest

    from stamp_infra.local.emulator import Emulator
    from tests.e2e.project import Project

STACK: Final = "stamp-rally-dev"
ORIGIN: Final = "https://dev.stamp-rally.example.com"


def call(
    emulator: Emulator, verb: str, route: str, body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    """Return the answer to a call from a page; `_` in the name of a header stands for a hyphen."""
    (stack,) = aws.client(emulator, "cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    (url,) = (each["OutputValue"] for each in stack["Outputs"] if each["OutputKey"] == "ApiUrl")
    path = f"/restapis/{url.removeprefix('https://').partition('.')[0]}/v1/_user_request_{route}"
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    return aws.request(emulator, verb, path, {"Origin": ORIGIN} | asked, body)


def test_the_api_answers_a_preflight_a_stranger_and_somebody_signed_in(
    environments: dict[str, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = environments["dev"]
    monkeypatch.chdir(dev.folder)
    for name, value in dev.emulator.variables.items():
        monkeypatch.setenv(name, value)
    calls = list(visit(target("dev")))
    assert [(each.verb, each.status, each.ok) for each in calls] == [
        ("OPTIONS", 204, True),
        ("GET", 401, True),
        ("GET", 200, True),
    ]
    origins = {each.headers["access-control-allow-origin"] for each in calls}
    assert origins == {ORIGIN}
    idp = aws.client(dev.emulator, "cognito-idp")
    pools = [each["Id"] for each in idp.list_user_pools(MaxResults=60)["UserPools"] if "-dev-" in each["Name"]]
    assert pools
    for pool in pools:
        assert idp.list_users(UserPoolId=pool)["Users"] == []
        clients = idp.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]
        assert [each["ClientName"] for each in clients if each["ClientName"].startswith("stamp-infra-")] == []


def test_a_preflight_allows_what_a_page_sends(environments: dict[str, Project]) -> None:
    emulator = environments["dev"].emulator
    status, headers, _ = call(emulator, "OPTIONS", "/users/me", Access_Control_Request_Method="PUT")
    assert (status, headers["access-control-allow-origin"]) == (204, ORIGIN)
    assert "PUT" in headers["access-control-allow-methods"].split(",")
    assert "Authorization" in headers["access-control-allow-headers"].split(",")


def test_a_body_that_the_model_does_not_allow_does_not_reach_the_function(environments: dict[str, Project]) -> None:
    emulator = environments["dev"].emulator
    status, headers, body = call(emulator, "POST", "/auth/verify", "{}", Content_Type="application/json")
    assert (status, json.loads(body)["code"]) == (400, "VALIDATION_ERROR")
    assert headers["access-control-allow-origin"] == ORIGIN


def test_every_call_leaves_a_line_in_the_access_log(environments: dict[str, Project]) -> None:
    emulator = environments["dev"].emulator
    call(emulator, "POST", "/auth/refresh", "{}", Content_Type="application/json")
    pages = (
        aws.client(emulator, "logs")
        .get_paginator("filter_log_events")
        .paginate(logGroupName=f"/aws/apigateway/{STACK}-access")
    )
    lines = [json.loads(event["message"]) for page in pages for event in page["events"]]
    assert ("POST", "/auth/refresh", "400", "BAD_REQUEST_BODY") in [
        (line["method"], line["path"], line["status"], line["errorType"]) for line in lines
    ]
