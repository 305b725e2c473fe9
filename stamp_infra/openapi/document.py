"""The OpenAPI 3.1 document of an API: exactly its routes, each with what is said of it, or a mistake that names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.blocks.apigateway.stage import STAGE_NAME
from stamp_infra.core.errors import UserError
from stamp_infra.openapi.mistakes import mistakes
from stamp_infra.openapi.responses import HEADERS, content, responses
from stamp_infra.openapi.shape import with_references

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stamp_infra.blocks.apigateway import Route
    from stamp_infra.blocks.apigateway.api import Api
    from stamp_infra.core.app import App
    from stamp_infra.openapi.operation import Operation, Parameter
    from stamp_infra.openapi.shape import Shape

VERSION: Final = "3.1.0"
_SCHEME: Final = "userPool"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What `[tool.stamp-infra] openapi = "package.module:document"` in pyproject.toml points to.

    `operations` are by route, as in "GET /orders/{orderId}"; `parameters` by the name that paths and queries give them;
    `tags` are the groups of operations with a sentence each; `sign_in` says how a caller comes by a token.
    """

    title: str
    version: str
    description: str
    app: App
    api: Api
    operations: Mapping[str, Operation]
    parameters: Mapping[str, Parameter]
    tags: Mapping[str, str]
    sign_in: str


def to_openapi(document: Document) -> dict[str, Any]:
    """Return the document as plain data.

    Raises `UserError` for every route that nothing is said of, and for whatever is said of what is not there.
    """
    if found := [*document.api.mistakes] or [*mistakes(document)]:
        raise UserError(found)
    shapes: dict[str, Shape] = {}
    shared: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for route in document.api.routes:
        operation = document.operations[f"{route.method} {route.path}"]
        path = paths.setdefault(route.path, {})
        path[route.method.lower()] = _operation(route, operation, document.parameters, shapes, shared)
    models = {route.body.name: route.body.schema for route in document.api.routes if route.body is not None}
    schemas = models | {name: with_references(shape.schema, {}) for name, shape in shapes.items()}
    return {
        "openapi": VERSION,
        "info": {"title": document.title, "version": document.version, "description": document.description},
        "servers": _servers(document.app),
        "tags": [{"name": name, "description": what} for name, what in document.tags.items()],
        "security": [{_SCHEME: []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                _SCHEME: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": document.sign_in}
            },
            "headers": HEADERS,
            "responses": {name: shared[name] for name in sorted(shared)},
            "schemas": {name: schemas[name] for name in sorted(schemas)},
        },
    }


def _servers(app: App) -> list[dict[str, Any]]:
    return [
        {
            "url": f"https://{{apiId}}.execute-api.{environment.region}.amazonaws.com/{STAGE_NAME}",
            "description": environment.name,
            "variables": {
                "apiId": {
                    "default": f"{environment.name}-api-id",
                    "description": f"As in the output ApiUrl of the stack {app.name}-{environment.name}.",
                }
            },
        }
        for environment in app.environments
    ]


def _operation(
    route: Route,
    operation: Operation,
    parameters: Mapping[str, Parameter],
    shapes: dict[str, Shape],
    shared: dict[str, Any],
) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": operation.name, "tags": [operation.tag], "summary": operation.summary}
    if operation.description:
        found["description"] = operation.description
    if route.public is not None:
        found["security"] = []
    in_path = [part.strip("{}") for part in route.path.split("/") if part.startswith("{")]
    taken = [*_parameters("path", in_path, parameters), *_parameters("query", route.query, parameters)]
    if taken:
        found["parameters"] = taken
    if route.body is not None:
        schema = {"$ref": f"#/components/schemas/{route.body.name}"}
        found["requestBody"] = {"required": True, "content": content(schema, operation.sends, shapes)}
    return found | {"responses": responses(route, operation, shapes, shared)}


def _parameters(place: str, names: Sequence[str], parameters: Mapping[str, Parameter]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": place,
            "required": place == "path",
            "description": parameters[name].what,
            "schema": parameters[name].schema,
            "example": parameters[name].example,
        }
        for name in names
    ]
