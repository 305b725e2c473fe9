"""A call that another request is in the way of is tried again, within bounds, and no other call is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError, ReadTimeoutError
from rally import patience
from rally.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable


def failure(code: str, *reasons: str, status: int = 400) -> ClientError:
    response: Any = {
        "Error": {"Code": code},
        "CancellationReasons": [{"Code": each} for each in reasons],
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(response, "TransactWriteItems")


def cancelled(*reasons: str) -> ClientError:
    return failure("TransactionCanceledException", *reasons)


def told(error: ClientError) -> str:
    return "-".join([error.response["Error"]["Code"], *patience.reasons(error.response)])


def failing(*errors: ClientError) -> Callable[[], int]:
    """Return a call that fails with these errors in turn, and then returns how often it was called."""
    calls = iter(range(len(errors) + 1))

    def call() -> int:
        number = next(calls)
        if number < len(errors):
            raise errors[number]
        return number + 1

    return call


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr("rally.patience.time.sleep", pauses.append)
    return pauses


@pytest.mark.parametrize(
    "error",
    [
        failure("TransactionConflictException"),
        failure("TransactionInProgressException"),
        cancelled("None", "TransactionConflict"),
        cancelled("ThrottlingError", "ProvisionedThroughputExceeded"),
    ],
    ids=told,
)
def test_what_passes_is_waited_for(error: ClientError, slept: list[float]) -> None:
    assert patience.patiently(failing(error, error)) == 3
    assert 0 < sum(slept) < 0.2


@pytest.mark.parametrize(
    "error",
    [
        failure("AccessDeniedException"),
        failure("IdempotentParameterMismatchException"),
        cancelled("ConditionalCheckFailed", "None"),
        cancelled("ConditionalCheckFailed", "TransactionConflict"),
        cancelled("None", "ValidationError"),
        cancelled("None", "None"),
        cancelled(),
    ],
    ids=told,
)
def test_what_does_not_pass_is_told_at_once(error: ClientError, slept: list[float]) -> None:
    with pytest.raises(ClientError) as raised:
        patience.patiently(failing(error))
    assert raised.value is error
    assert slept == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (failure("ThrottlingException"), True),
        (failure("InternalServerError", status=500), True),
        (EndpointConnectionError(endpoint_url="https://dynamodb.ap-northeast-1.amazonaws.com"), True),
        (ReadTimeoutError(endpoint_url="https://dynamodb.ap-northeast-1.amazonaws.com"), True),
        (failure("AccessDeniedException"), False),
        (ParamValidationError(report="no key"), False),
        (KeyError("Item"), False),
    ],
    ids=["throttled", "failed", "unreachable", "late", "denied", "misused", "mistaken"],
)
def test_a_visitor_is_told_to_try_again_where_that_may_help(error: Exception, *, expected: bool) -> None:
    assert patience.passes(error) is expected


def test_what_goes_on_is_given_up_while_the_function_has_time_to_say_so(slept: list[float]) -> None:
    with pytest.raises(Refusal) as raised:
        patience.patiently(failing(*[cancelled("TransactionConflict")] * 100))
    assert (raised.value.status, raised.value.code) == (503, "TRY_AGAIN")
    assert sum(slept) < 3
