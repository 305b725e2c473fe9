"""A request model names every property that may be sent: none slips in beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.rest_api import METHOD
from stamp_infra.check.rules.lookup import holds, resource_at
from stamp_infra.check.rules.values import dig, is_intrinsic, items, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resolved, Resource

_MODEL: Final = "AWS::ApiGateway::Model"


def _find(resolved: Resolved) -> Iterator[Violation]:
    requests, responses = _uses(resolved)
    for model in resolved.of_type(_MODEL):
        if holds(responses, model) and not holds(requests, model):
            continue
        for path in _open_objects(_schema(model), "Properties.Schema"):
            yield Violation(resource=model, path=path, what="is an object that takes additional properties")


def _uses(resolved: Resolved) -> tuple[list[Resource], list[Resource]]:
    requests: list[object] = []
    responses: list[object] = []
    for method in resolved.of_type(METHOD):
        requests += mapping(method.properties.get("RequestModels")).values()
        for response in items(method.properties.get("MethodResponses")):
            responses += mapping(dig(response, "ResponseModels")).values()
    return _models(resolved, requests), _models(resolved, responses)


def _models(resolved: Resolved, values: list[object]) -> list[Resource]:
    named = {text(model.properties.get("Name")): model for model in resolved.of_type(_MODEL)}
    found = (resource_at(resolved, value, _MODEL) or named.get(text(value)) for value in values if value)
    return [model for model in found if model is not None]


def _schema(model: Resource) -> object:
    schema = model.properties.get("Schema")
    try:
        return json.loads(schema) if isinstance(schema, str) else schema
    except ValueError:
        return None


def _open_objects(schema: object, path: str, *, closed: bool = False) -> Iterator[str]:
    """Yield the path of each object that takes what it does not name; `closed` when a schema around it closes it."""
    if isinstance(schema, list):
        for position, part in enumerate(schema):
            yield from _open_objects(part, f"{path}.{position}", closed=closed)
    if is_intrinsic(schema):
        return
    closed = closed or mapping(schema).get("additionalProperties") is False
    if _is_object(mapping(schema)) and not closed:
        yield path
    for key, part in mapping(schema).items():
        if key in {"properties", "definitions", "patternProperties"}:
            for name, inner in mapping(part).items():
                yield from _open_objects(inner, f"{path}.{key}.{name}")
        elif key in {"items", "additionalItems"}:
            yield from _open_objects(part, f"{path}.{key}")
        elif key in {"allOf", "anyOf", "oneOf"}:  # these say more about the same object
            yield from _open_objects(part, f"{path}.{key}", closed=closed)


def _is_object(schema: Mapping[str, object]) -> bool:
    return "object" in items(schema.get("type")) or "properties" in schema


RULE: Final = Rule(
    name="RequestModelsAreClosed",
    why="An open model lets a client send properties that nobody thought of, such as a user id or a flag that says "
    "verified, to code that may read them.",
    remedy="Set additionalProperties to false on every object of the schema.",
    find=_find,
)
