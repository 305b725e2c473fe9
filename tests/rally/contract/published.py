"""What people, the front end's build and the functions look up by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def outputs(of: Resolved) -> Iterator[str]:
    """The root stack tells the address of the API and what the front end signs in and uploads with."""
    expected = {
        "ApiUrl": {"Fn::Sub": "https://${ApiGateway.Outputs.Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1"},
        "UserPoolId": {"Fn::GetAtt": ["Cognito", "Outputs.Visitors"]},
        "UserPoolClientId": {"Fn::GetAtt": ["Cognito", "Outputs.LiffClient"]},
        "IdentityPoolId": {"Fn::GetAtt": ["Cognito", "Outputs.Identities"]},
        "UploadBucket": {"Fn::GetAtt": ["S3", "Outputs.UploadsBucket"]},
    }
    found = {name: output["Value"] for name, output in of.templates[0].body.get("Outputs", {}).items()}
    yield from differ("outputs", found, expected)


def parameters(of: Resolved) -> Iterator[str]:
    """Parameter Store holds the channel, the LIFF pages' address and the image model, in plain text."""
    found = {p["Name"]: (p["Type"], p["Value"]) for p in named(of, "AWS::SSM::Parameter").values()}
    expected = {
        f"/stamp-rally/{of.environment}/line/channel-id": ("String", "1234567890"),
        f"/stamp-rally/{of.environment}/liff/endpoint-url": (
            "String",
            f"{SETTINGS[str(of.environment)]['origin']}/",
        ),
        f"/stamp-rally/{of.environment}/image/model-arn": ("String", "none"),
    }
    yield from differ("parameters", found, expected)
