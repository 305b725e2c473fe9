"""Names: what people write in kebab-case, and the logical ID and field name CloudFormation makes of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEBAB: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@cache
def logical_id(name: str) -> str:
    """Return `OrderItems` for `order-items` and `LambdaMemoryMb` for `lambda_memory_mb`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", name))


def kebab(where: str, name: object, *, least: int = 1, limit: int = 64) -> Iterator[Mistake]:
    """Yield what is wrong with a name: it is the stem of logical IDs, physical names and files alike."""
    if not isinstance(name, str) or not _KEBAB.fullmatch(name):
        yield Mistake(
            where=where,
            what="must be lower-case words joined by hyphens",
            got=name,
            remedy="write a name such as order-items",
        )
    elif len(name) > limit:
        what = f"is {len(name)} characters long, the limit is {limit}"
        yield Mistake(where=where, what=what, got=name, remedy="shorten it")
    elif len(name) < least:
        what = f"is {len(name)} characters long, the least is {least}"
        yield Mistake(where=where, what=what, got=name, remedy="write a longer one")
