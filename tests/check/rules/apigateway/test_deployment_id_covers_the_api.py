"""A deployment's logical ID ends in the hash of the API that it deploys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stamp_infra.check.rules.apigateway.deployment_id_covers_the_api import RULE
from stamp_infra.core.fingerprint import api_fingerprint
from tests.check.rules.api import api
from tests.check.rules.build import but, found, one

if TYPE_CHECKING:
    from tests.check.rules.build import Resources

OURS: dict[str, Any] = {"Metadata": {"StampInfra": {"Source": "templates/api.py"}}}


def with_id(logical_id: str) -> Resources:
    resources = api()
    resources[logical_id] = resources.pop("Deployment")
    return resources


def test_an_id_that_ends_in_the_hash_of_the_api_is_right() -> None:
    assert found(RULE, with_id(f"Deployment{api_fingerprint(api())}"), **OURS) == []


def test_an_id_whose_api_has_changed_since_is_found() -> None:
    before = f"Deployment{api_fingerprint(api())}"
    changed = but(with_id(before), "OrdersPost Properties RequestValidatorId", value="other")
    wanted = api_fingerprint(changed)
    assert found(RULE, changed, **OURS) == [
        f"{before} LogicalId: its logical ID does not end in {wanted}, the hash of the API"
    ]


def test_an_id_without_a_hash_is_found_in_any_template() -> None:
    expected = ["Deployment LogicalId: its logical ID carries no hash of the API"]
    assert found(RULE, api(), **OURS) == expected
    assert found(RULE, api()) == expected


def test_the_hash_of_another_tool_is_trusted() -> None:
    assert found(RULE, with_id("Deployment0a1b2c3d4e5f60718293a4b5c6d7e8f9")) == []


def test_a_deployment_that_sam_makes_is_named_by_sam() -> None:
    written = {"Api": one("AWS::Serverless::Api")}
    assert found(RULE, api(), **OURS, Resources=written) == []


def test_numbers_and_dates_that_yaml_read_do_not_matter() -> None:
    body = {"info": {"version": date(2026, 1, 1)}, "paths": {"/": {"get": {"responses": {200: {}, "default": {}}}}}}
    assert found(RULE, {**api(), "Api": one("AWS::ApiGateway::RestApi", Body=body)}) == [
        "Deployment LogicalId: its logical ID carries no hash of the API"
    ]
