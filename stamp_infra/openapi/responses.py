"""An operation's answers by status: one schema per status, its codes counted up, with the headers a page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.openapi.gateway import own_failures
from stamp_infra.openapi.shape import with_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stamp_infra.blocks.apigateway import Route
    from stamp_infra.openapi.operation import Answer, Failure, Operation
    from stamp_infra.openapi.shape import Shape

HEADERS: Final[Mapping[str, Any]] = {
    "AllowedOrigin": {
        "description": "The one origin whose pages may read the answer.",
        "required": True,
        "schema": {"type": "string"},
    }
}
_SENT: Final = {"Access-Control-Allow-Origin": {"$ref": "#/components/headers/AllowedOrigin"}}
_CODE: Final = {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}
_MESSAGE: Final = {"type": "string", "description": "What is wrong, in English, for developers."}
# A code may be anything here: which part of API Gateway fails, nobody decides by.
SERVER_ERROR: Final = {
    "description": "Trouble on the server's side; send the same request once more, after a moment.",
    "headers": _SENT,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"code": _CODE, "message": _MESSAGE},
                "required": ["code", "message"],
            },
            "examples": {
                "INTERNAL_ERROR": {"value": {"code": "INTERNAL_ERROR", "message": "Something went wrong."}},
                "INTEGRATION_TIMEOUT": {
                    "value": {"code": "INTEGRATION_TIMEOUT", "message": "Endpoint request timed out"}
                },
            },
        }
    },
}


def responses(route: Route, operation: Operation, shapes: dict[str, Shape], shared: dict[str, Any]) -> dict[str, Any]:
    """Return the responses of one operation; an error that is API Gateway's alone goes to `shared`, and is a `$ref`."""
    own = list(own_failures(route))
    found: dict[str, Any] = {str(each.status): _answer(each, shapes) for each in operation.answers}
    for status in sorted({failure.status for failure in (*own, *operation.failures)}):
        of_gateway = [failure for failure in own if failure.status == status]
        of_function = [failure for failure in operation.failures if failure.status == status]
        response = _failures(of_gateway, of_function, shapes)
        if not of_function:
            name = "Or".join("".join(word.title() for word in each.code.split("_")) for each in of_gateway)
            shared[name] = response
            response = {"$ref": f"#/components/responses/{name}"}
        found[str(status)] = response
    shared["ServerError"] = SERVER_ERROR
    return found | {"5XX": {"$ref": "#/components/responses/ServerError"}}


def _answer(answer: Answer, shapes: dict[str, Shape]) -> dict[str, Any]:
    response: dict[str, Any] = {"description": answer.what, "headers": _SENT}
    if answer.shape is not None:
        response["content"] = content(answer.shape, answer.examples, shapes)
    return response


def content(shape: object, examples: Mapping[str, Any], shapes: dict[str, Shape]) -> dict[str, Any]:
    """Return the content of a JSON body."""
    told = {title: {"value": value} for title, value in examples.items()}
    return {"application/json": {"schema": with_references(shape, shapes), "examples": told}}


def _failures(own: Sequence[Failure], more: Sequence[Failure], shapes: dict[str, Shape]) -> dict[str, Any]:
    every = (*own, *more)
    by_code = {failure.code: failure for failure in every}  # the function's word counts where both have a code
    details = {name: schema for failure in every for name, schema in failure.details.items()}
    always = [name for name in details if all(name in failure.details for failure in every)]
    schema = {
        "type": "object",
        "properties": {"code": {"type": "string", "enum": list(by_code)}, "message": _MESSAGE, **details},
        "required": ["code", "message", *always],
        "additionalProperties": False,
    }
    return {
        "description": _lines(by_code.values()),
        "headers": _SENT,
        "content": content(schema, {code: failure.body for code, failure in by_code.items()}, shapes),
    }


def _lines(failures: Iterable[Failure]) -> str:
    told = [f"`{failure.code}`: {failure.when}" for failure in failures]
    return told[0] if len(told) == 1 else "\n".join(f"- {line}" for line in told)
