"""The hash changes with anything that a deployment takes a snapshot of, and with nothing else."""

from __future__ import annotations

import copy
from typing import Any, Final

import pytest

from stamp_infra.core.fingerprint import api_fingerprint

API: Final[dict[str, Any]] = {
    "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "shop"}},
    "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "GET", "ApiKeyRequired": False}},
    "Order": {"Type": "AWS::ApiGateway::Model", "Properties": {"Schema": "{}"}},
    "Validator": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"ValidateRequestBody": True}},
    "Authorizer": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"Name": "people"}},
    "Refused": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {"ResponseType": "DEFAULT_4XX"}},
    "Orders": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "orders"}},
    "Deployment": {
        "Type": "AWS::ApiGateway::Deployment",
        "Properties": {"Description": "A snapshot."},
        "Metadata": {"StampInfra": {"Values": {"Origin": {"dev": "https://a.example.com"}}}},
    },
    "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "v1"}},
    "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 7}},
}


def changed(title: str, **properties: Any) -> dict[str, Any]:
    """Return the API with other properties in one resource."""
    other = copy.deepcopy(API)
    other[title]["Properties"] |= properties
    return other


def test_it_is_eight_hex_digits_that_are_the_same_on_every_run() -> None:
    assert api_fingerprint(API) == api_fingerprint(copy.deepcopy(API))
    assert len(api_fingerprint(API)) == 8
    assert int(api_fingerprint(API), 16)


def test_the_order_of_resources_and_properties_does_not_matter() -> None:
    turned = {title: dict(reversed(resource.items())) for title, resource in reversed(API.items())}
    assert api_fingerprint(turned) == api_fingerprint(API)


@pytest.mark.parametrize("title", ["Api", "Get", "Order", "Validator", "Authorizer", "Refused", "Orders"])
def test_it_changes_with_each_kind_of_content(title: str) -> None:
    assert api_fingerprint(changed(title, Other="new")) != api_fingerprint(API)


@pytest.mark.parametrize("title", ["Api", "Get", "Order", "Validator", "Authorizer", "Refused", "Orders"])
def test_it_changes_when_something_is_gone(title: str) -> None:
    assert api_fingerprint({each: body for each, body in API.items() if each != title}) != api_fingerprint(API)


def test_it_changes_with_a_value_that_only_a_deployment_brings_in() -> None:
    other = copy.deepcopy(API)
    other["Deployment"]["Metadata"]["StampInfra"]["Values"]["Origin"]["dev"] = "https://b.example.com"
    assert api_fingerprint(other) != api_fingerprint(API)


@pytest.mark.parametrize("title", ["Stage", "Log"])
def test_it_does_not_change_with_what_stands_around_the_api(title: str) -> None:
    assert api_fingerprint(changed(title, Other="new")) == api_fingerprint(API)


def test_it_does_not_change_with_a_waiver() -> None:
    other = copy.deepcopy(API)
    other["Deployment"]["Metadata"]["StampInfra"]["Waivers"] = {"I3042": "It is there for a test."}
    assert api_fingerprint(other) == api_fingerprint(API)
