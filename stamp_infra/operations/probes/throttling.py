"""Each stage holds back what is more than declared, for all methods and for those with limits of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.aws.errors import told
from stamp_infra.check.rules.apigateway.rest_api import API
from stamp_infra.check.rules.apigateway.stage import STAGE
from stamp_infra.check.rules.lookup import resource_at
from stamp_infra.check.rules.values import items, mapping, number
from stamp_infra.operations.probes.result import all_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.deployed import Deployed
    from stamp_infra.operations.probes.result import Result


def throttling(deployed: Deployed) -> Iterator[Result]:
    """Rate and burst of each of a stage's settings are those declared."""
    client = deployed.connection.client("apigateway")
    for stage in deployed.resolved.of_type(STAGE):
        api = resource_at(deployed.resolved, stage.properties.get("RestApiId"), API)
        if api is None:
            continue
        name = str(stage.properties.get("StageName"))
        with told(f"looking up the stage {name}"):
            answer = client.get_stage(restApiId=deployed.id_of(api), stageName=name)
        found = {method(key): mapping(value) for key, value in answer.get("methodSettings", {}).items()}
        for settings in items(stage.properties.get("MethodSettings")):
            key = method(f"{settings.get('ResourcePath')}/{settings.get('HttpMethod')}")
            real = found.get(key, {})
            expected = {"rate": settings.get("ThrottlingRateLimit"), "burst": settings.get("ThrottlingBurstLimit")}
            limits = {"rate": real.get("throttlingRateLimit"), "burst": real.get("throttlingBurstLimit")}
            yield all_same(
                "throttling",
                f"stage {name}, {key}",
                {each: number(value) for each, value in expected.items() if value is not None},
                {each: number(value) for each, value in limits.items()},
            )


def method(key: str) -> str:
    """Return one way of writing `/*` and `*`, `/~1users~1me` and GET, or API Gateway's own `~1users~1me/GET`."""
    path, _, verb = key.rpartition("/")
    plain = path.strip("/").replace("~1", "/").replace("~0", "~")
    return f"{verb} /{plain.lstrip('/')}"
