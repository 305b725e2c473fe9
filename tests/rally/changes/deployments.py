"""An API that is changed without being deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.mutation import Mutation, drop, put

if TYPE_CHECKING:
    from tests.rally.mutation import Change

_API: Final = "cfn/api-gateway.yaml"


def _deployment(change: str) -> Change:
    def on_it(body: dict[str, Any]) -> None:
        title = next(t for t, r in body["Resources"].items() if r["Type"] == "AWS::ApiGateway::Deployment")
        if change == "rename":
            body["Resources"]["Deployment0000000000"] = body["Resources"].pop(title)
            body["Resources"]["Stage"]["Properties"]["DeploymentId"] = {"Ref": "Deployment0000000000"}
        else:
            body["Resources"][title]["DependsOn"].remove(change)

    return on_it


DEPLOYMENTS: Final = (
    Mutation("the deployment does not wait", _API, _deployment("AuthVerifyPost")),
    Mutation("an old deployment is served", _API, _deployment("rename"), fingerprint=True),
    Mutation(
        "a change stays undeployed",
        _API,
        put("UsersMePut/Properties/Integration/TimeoutInMillis", 5000),
        fingerprint=True,
    ),
    Mutation(
        "the deployment forgets an origin",
        _API,
        put("Default4xxResponse/Properties/ResponseParameters", {}),
        fingerprint=True,
    ),
    Mutation("API Gateway makes the execution log", _API, drop("Stage/DependsOn")),
)
