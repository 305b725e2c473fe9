"""A page may call the deployed API, is told why a call is refused, and is answered once somebody has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.operations.target import target
from stamp_infra.operations.visit import visit
from tests.local import aws

if TYPE_CHECKING:
    import pytest

    from tests.e2e.project import Project


def test_the_api_answers_a_preflight_a_stranger_and_somebody_signed_in(
    environments: dict[str, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = environments["dev"]
    monkeypatch.chdir(dev.folder)
    for name, value in dev.emulator.variables.items():
        monkeypatch.setenv(name, value)
    calls = list(visit(target("dev")))
    assert [(call.verb, call.status, call.ok) for call in calls] == [
        ("OPTIONS", 204, True),
        ("GET", 401, True),
        ("GET", 404, True),  # who has not come through LINE has no profile
    ]
    origins = {call.headers["access-control-allow-origin"] for call in calls}
    assert origins == {"https://dev.stamp-rally.example.com"}
    idp = aws.client(dev.emulator, "cognito-idp")
    pools = [each["Id"] for each in idp.list_user_pools(MaxResults=60)["UserPools"] if "-dev-" in each["Name"]]
    assert pools
    for pool in pools:
        assert idp.list_users(UserPoolId=pool)["Users"] == []
        clients = idp.list_user_pool_clients(UserPoolId=pool)["UserPoolClients"]
        assert [each["ClientName"] for each in clients if each["ClientName"].startswith("stamp-infra-")] == []
