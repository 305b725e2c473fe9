"""A function is what its template says about its concurrency and its variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.local.mends.handlers import after_write, handlers, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties


def templates_reserve_concurrency() -> None:
    """Apply ReservedConcurrentExecutions, which ministack drops from templates; 0 stops the function."""
    from ministack.services import lambda_svc

    def apply(function: str, properties: Properties) -> None:
        reserved = properties.get("ReservedConcurrentExecutions")
        if reserved is None:
            succeeded(lambda_svc._delete_function_concurrency(function))
        else:
            request = {"ReservedConcurrentExecutions": int(reserved)}
            succeeded(lambda_svc._put_function_concurrency(function, request))

    after_write("AWS::Lambda::Function", apply)


def variables_are_texts() -> None:
    """Give functions the numbers of templates as texts, as Lambda does; ministack cannot call one with others."""
    known = handlers("AWS::Lambda::Function")
    create, update = known["create"], known["update"]

    def create_with_texts(logical_id: str, properties: Properties, *others: Any) -> Any:
        return create(logical_id, _with_texts(properties), *others)

    def update_with_texts(physical_id: str, old: Properties, new: Properties, *others: Any) -> Any:
        return update(physical_id, old, _with_texts(new), *others)

    known.update(create=create_with_texts, update=update_with_texts)


def _with_texts(properties: Properties) -> Properties:
    environment = properties.get("Environment", {})
    variables = {name: _text(value) for name, value in environment.get("Variables", {}).items()}
    return {**properties, "Environment": {**environment, "Variables": variables}}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
