"""A function is what its template says about its concurrency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.local.mends.handlers import after_write, succeeded

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
