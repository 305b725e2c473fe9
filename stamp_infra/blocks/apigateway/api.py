"""A REST API from its routes: everything a browser, an authorizer and a deployment need comes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from troposphere import apigateway

from stamp_infra.blocks.apigateway.cors import gateway_responses, preflight
from stamp_infra.blocks.apigateway.method import Guards, method
from stamp_infra.blocks.apigateway.route import path_id
from stamp_infra.blocks.apigateway.routes import models_of, routes_mistakes
from stamp_infra.blocks.apigateway.stage import STAGE_NAME, execution_log_group_name, stage, throttle_mistakes
from stamp_infra.blocks.logs import RETENTION_DAYS, log_group
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import https_origin, instance, one_of, text
from stamp_infra.core.naming import kebab
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from troposphere import AWSHelperFn, AWSObject

    from stamp_infra.blocks.apigateway.route import Route
    from stamp_infra.blocks.apigateway.stage import Throttle
    from stamp_infra.core.text import Sub


@record
class Api(Block):
    """The API; `stage` is what serves it and `url` where; `methods` are named as in "POST /orders"."""

    routes: tuple[Route, ...]
    methods: Mapping[str, AWSObject]
    stage: AWSObject
    url: Sub


def rest_api(
    name: str,
    *,
    description: str,
    routes: Sequence[Route],
    user_pool: Block,
    origin: str | AWSHelperFn,
    credentials: Block,
    throttle: Throttle,
    access_log_group: Block,
    log_retention_days: int | AWSHelperFn,
    log_key: Block,
) -> Api:
    """Return the API with everything under it.

    `origin` is the only one that browsers may call from, `https://host[:port]`; `credentials` the role that invokes the
    functions; `throttle` the limit of every route that has none of its own.
    """
    where = f'api "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.description", description),
        *https_origin(f"{where}.origin", origin),
        *routes_mistakes(where, routes),
        *throttle_mistakes(f"{where}.throttle", throttle),
        *one_of(f"{where}.log_retention_days", log_retention_days, RETENTION_DAYS),
    ]
    given = {"user_pool": user_pool, "credentials": credentials, "access_log_group": access_log_group}
    for argument, value in (given | {"log_key": log_key}).items():
        mistakes += instance(f"{where}.{argument}", value, Block, "give the block")
    if mistakes:
        nothing = broken(mistakes).main
        return Api(main=nothing, mistakes=tuple(mistakes), routes=(), methods={}, stage=nothing, url=sub("none"))
    api = apigateway.RestApi(
        "Api",
        Name=physical_name(name, limit=255),
        Description=description,
        EndpointConfiguration=apigateway.EndpointConfiguration(Types=["REGIONAL"]),
    )
    authorizer = apigateway.Authorizer(
        "Authorizer",
        RestApiId=ref(api),
        Name="user-pool",
        Type="COGNITO_USER_POOLS",
        IdentitySource="method.request.header.Authorization",
        ProviderARNs=[att(user_pool, "Arn")],
    )
    validator = apigateway.RequestValidator(
        "Validator",
        RestApiId=ref(api),
        Name="body-and-parameters",
        ValidateRequestBody=True,
        ValidateRequestParameters=True,
    )
    guards = Guards(authorizer=authorizer, validator=validator, credentials=credentials)
    models = {model.name: model.resource(api) for model in models_of(routes)}
    resources = _resources(api, routes)
    methods = [method(route, resources[route.path], models, guards) for route in routes]
    preflights = [
        preflight(resource, path, [route.method for route in routes if route.path == path], origin)
        for path, resource in resources.items()
    ]
    responses = list(gateway_responses(api, origin))
    deployment = apigateway.Deployment(
        "Deployment",
        DependsOn=[part.title for part in (*methods, *preflights, *responses)],
        RestApiId=ref(api),
        Description=f"Its logical ID changes with the API: a deployment is a snapshot of {name}.",
    )
    execution_logs = log_group(
        "execution", log_group_name=execution_log_group_name(api), retention_days=log_retention_days, key=log_key
    )
    served = stage(
        api,
        deployment,
        routes=routes,
        throttle=throttle,
        access_log_group=access_log_group,
        execution_log_group=execution_logs,
    )
    content = (authorizer, validator, *models.values(), *resources.values(), *methods, *preflights, *responses)
    others = (*content, deployment, *execution_logs.resources, served)
    url = f"https://${{Api}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}/{STAGE_NAME}"
    return Api(
        main=api,
        others=others,
        routes=tuple(routes),
        methods={f"{route.method} {route.path}": method for route, method in zip(routes, methods, strict=True)},
        stage=served,
        url=sub(url, Api=ref(api)),
    )


def _resources(api: apigateway.RestApi, routes: Sequence[Route]) -> dict[str, apigateway.Resource]:
    resources: dict[str, apigateway.Resource] = {}
    for path in sorted({path for route in routes for path in route.parents}):
        parent, _, part = path.rpartition("/")
        resources[path] = apigateway.Resource(
            f"{path_id(path)}Resource",
            RestApiId=ref(api),
            ParentId=ref(resources[parent]) if parent else att(api, "RootResourceId"),
            PathPart=part,
        )
    return resources
