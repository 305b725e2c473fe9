"""Calls that are tried again while another request is in their way, for about two seconds and then no more."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from botocore import exceptions
from botocore.exceptions import ClientError

from rally import refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    T = TypeVar("T")

_PAUSES_S: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
# The client itself has tried throttled calls again before it raises; a cancelled transaction it has not.
_PASSING: Final = frozenset({"TransactionConflictException", "TransactionInProgressException"})
_THROTTLED: Final = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
_SERVICE_FAILED: Final = 500
_PASSING_REASONS: Final = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError", "TransactionConflict"})


def patiently(call: Callable[[], T]) -> T:
    """Return what a call to DynamoDB answers; refuse with TRY_AGAIN when others are in its way for too long."""
    waits = pauses()
    while True:
        try:
            return call()
        except ClientError as error:
            if not _passing(error.response):
                raise
        next(waits)


def pauses() -> Iterator[None]:
    """Sleep a little longer at each step, and refuse with TRY_AGAIN instead of sleeping again at last."""
    for pause in _PAUSES_S:
        # Chance keeps those who met once from meeting again.
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - guards nothing
        yield
    raise refusals.busy()


def passes(error: Exception) -> bool:
    """Return whether AWS was out of reach, overloaded or broken, so that the same request may succeed in a moment."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return error.response["Error"]["Code"] in _THROTTLED or status >= _SERVICE_FAILED
    return isinstance(error, exceptions.ConnectionError | exceptions.HTTPClientError)


def reasons(response: Any) -> list[str]:
    """Return why a transaction was cancelled, one code for each of its writes: `None` for one without fault."""
    return [each["Code"] for each in response.get("CancellationReasons", [])]


def _passing(response: Any) -> bool:
    faults = {each for each in reasons(response) if each != "None"}
    # A condition that does not hold decides, whatever else went wrong.
    return response["Error"]["Code"] in _PASSING or (bool(faults) and faults <= _PASSING_REASONS)
