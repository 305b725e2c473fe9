"""Requests are validated as the templates say: a validator that exists, on each method, with the model for any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local.mends.handlers import after_write, handlers, is_true, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def request_validators_exist() -> None:
    """Create AWS::ApiGateway::RequestValidator through API Gateway's API; ministack makes up an id and no validator."""
    from ministack.services import apigateway_v1

    def create(logical_id: str, properties: Properties, _stack: str) -> Any:
        request = {
            "name": properties.get("Name", logical_id),
            "validateRequestBody": is_true(properties.get("ValidateRequestBody")),
            "validateRequestParameters": is_true(properties.get("ValidateRequestParameters")),
        }
        answer = succeeded(apigateway_v1._create_request_validator(properties["RestApiId"], request))
        return answer["id"], {"RequestValidatorId": answer["id"]}

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        if any(old.get(name) != new.get(name) for name in ("RestApiId", "Name")):
            created = create(physical_id, new, stack)
            delete(physical_id, old)
            return created
        operations = [
            {"op": "replace", "path": f"/{name[0].lower()}{name[1:]}", "value": str(is_true(new.get(name))).lower()}
            for name in ("ValidateRequestBody", "ValidateRequestParameters")
        ]
        patch = {"patchOperations": operations}
        succeeded(apigateway_v1._update_request_validator(new["RestApiId"], physical_id, patch))
        return physical_id, {"RequestValidatorId": physical_id}

    def delete(physical_id: str, properties: Properties) -> None:
        if physical_id in apigateway_v1._request_validators.get(properties["RestApiId"], {}):
            succeeded(apigateway_v1._delete_request_validator(properties["RestApiId"], physical_id))

    handlers("AWS::ApiGateway::RequestValidator").update(create=create, update=update, delete=delete)


def methods_keep_their_validator() -> None:
    """Set a method's RequestValidatorId, which ministack drops from templates."""
    from ministack.services import apigateway_v1

    def apply(_physical_id: str, properties: Properties) -> None:
        resource = apigateway_v1._resources[properties["RestApiId"]][properties["ResourceId"]]
        method = resource["resourceMethods"][properties.get("HttpMethod", "ANY")]
        method["requestValidatorId"] = properties.get("RequestValidatorId")

    after_write("AWS::ApiGateway::Method", apply)


def default_models_validate() -> None:
    """Hold a body whose content type no model names against the model of `$default`; ministack knows none."""
    from ministack.services import apigateway_v1

    check = apigateway_v1._check_request_validation

    def check_with_default(method: Properties, api_id: str, request: Any, headers: Any, *others: Any) -> Any:
        models = method.get("requestModels") or {}
        if "$default" in models:
            content_type = apigateway_v1._header_ci(headers, "content-type") or "application/json"
            plain = content_type.split(";", 1)[0].strip()
            method = method | {"requestModels": {plain: models["$default"]} | models}
        return check(method, api_id, request, headers, *others)

    apigateway_v1._check_request_validation = check_with_default
