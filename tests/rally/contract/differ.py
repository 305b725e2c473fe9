"""Compare what is with what should be, and name each difference by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABSENT: Final = "nothing"


def differ(where: str, found: Any, expected: Any) -> Iterator[str]:
    """Yield one line for each place in which two values of plain data differ; a key is there or it is not."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted({*found, *expected}, key=str):
            yield from differ(f"{where}.{key}", found.get(key, _ABSENT), expected.get(key, _ABSENT))
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for position, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from differ(f"{where}[{position}]", one, other)
    elif str(found) != str(expected):
        yield f"{where}: {found!r} instead of {expected!r}"
