"""All items of a query, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def items(query: Callable[..., Any], **parameters: Any) -> Iterator[dict[str, Any]]:
    """Yield the items that a table's query finds; it fetches a page only when it is needed."""
    answer = query(**parameters)
    yield from answer["Items"]
    while "LastEvaluatedKey" in answer:
        answer = query(**parameters, ExclusiveStartKey=answer["LastEvaluatedKey"])
        yield from answer["Items"]
