"""What an operator switches on at deployment, or a reviewer in a mapping, is there then and only then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.rendered.load import load
from stamp_infra.rendered.model import Template
from templates.environments import LINE_JWKS_URL, dev, prod, stg
from tests.rally.resolved import named, resolved, resolved_by

if TYPE_CHECKING:
    from pathlib import Path

    from templates.environments import RallyEnvironment

_SIGN_IN: Final = ("AuthFunction", "AuthChallengeFunction")
_MODEL: Final = "arn:aws:rekognition:ap-northeast-1:123456789012:project/stamps/version/spring/1"


def test_a_model_that_runs_outside_an_event_raises_an_alarm() -> None:
    alarms = named(resolved("prod", ModelArn=_MODEL), "AWS::CloudWatch::Alarm")
    assert alarms["ImageModelRunningAlarm"]["Dimensions"] == [
        {"Name": "ProjectName", "Value": "stamps"},
        {"Name": "VersionName", "Value": "spring"},
    ]


def test_a_model_may_run_while_an_event_is_on() -> None:
    alarms = named(resolved("prod", ModelArn=_MODEL, EventRunning="yes"), "AWS::CloudWatch::Alarm")
    assert "ImageModelRunningAlarm" not in alarms


def test_recognition_may_use_the_model_that_is_set_and_no_other() -> None:
    statements = named(resolved("prod", ModelArn=_MODEL), "AWS::IAM::Role")["ImageRecognizeRole"]["Policies"][0]
    allowed = [s["Resource"] for s in statements["PolicyDocument"]["Statement"] if "DetectCustomLabels" in str(s)]
    assert allowed == [_MODEL]


def test_line_s_keys_come_from_elsewhere_in_dev_alone() -> None:
    elsewhere = "http://localhost:8000/certs"
    for environment, url in (("dev", elsewhere), ("stg", LINE_JWKS_URL), ("prod", LINE_JWKS_URL)):
        functions = named(resolved(environment, LineJwksUrl=elsewhere), "AWS::Lambda::Function")
        urls = {name: f["Environment"]["Variables"].get("LINE_JWKS_URL") for name, f in functions.items()}
        assert {name: told for name, told in urls.items() if told} == {
            "AuthFunction": url,
            "AuthChallengeFunction": url,
        }


@pytest.mark.parametrize("environment", [stg, prod])
def test_an_environment_with_real_visitors_is_refused_with_other_keys(environment: RallyEnvironment) -> None:
    elsewhere = replace(environment, line_jwks_url="https://keys.example.com/certs")
    (mistake,) = elsewhere.mistakes("templates/environments.py")
    assert str(mistake) == (
        f"templates/environments.py: {environment.name}.line_jwks_url: must be LINE's own address "
        '(got "https://keys.example.com/certs"); write LINE_JWKS_URL: only dev may have keys of its own'
    )
    assert list(replace(dev, line_jwks_url="https://keys.example.com/certs").mistakes("")) == []


def test_the_liff_pages_origin_is_the_endpoint_url_without_its_path() -> None:
    of = resolved("dev", LiffEndpointUrl="https://liff.example.com:8443/rally/index.html")
    origins = {
        p["ResponseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"]
        for p in named(of, "AWS::ApiGateway::GatewayResponse").values()
    }
    assert origins == {"'https://liff.example.com:8443'"}


def test_anomalies_are_told_where_the_account_has_a_monitor() -> None:
    monitor = "arn:aws:ce::123456789012:anomalymonitor/one"
    subscriptions = named(resolved("prod", AnomalyMonitorArn=monitor), "AWS::CE::AnomalySubscription")
    topic = [{"Type": "SNS", "Address": "<AlertsTopic>"}]
    assert [(s["MonitorArnList"], s["Subscribers"]) for s in subscriptions.values()] == [([monitor], topic)]


def test_a_web_acl_stands_before_the_stage_where_it_is_switched_on() -> None:
    assert named(resolved("prod"), "AWS::WAFv2::WebACL") == {}
    association = named(_with_web_acl(), "AWS::WAFv2::WebACLAssociation")["WebAclAssociation"]
    assert association["WebACLArn"] == "<WebAcl.Arn>"
    assert association["ResourceArn"].endswith("/restapis/<Api>/stages/<Stage>")


def _with_web_acl() -> Any:
    def read(path: Path) -> Template:
        template = load(path)
        rows = template.body.get("Mappings", {}).get("Environment", {}).get("prod", {})
        if "WebAcl" not in rows:
            return template
        mapping = {"Environment": {"prod": {**rows, "WebAcl": "true"}}}
        return Template(path=template.path, body={**template.body, "Mappings": mapping})

    return resolved_by(read, "prod")
