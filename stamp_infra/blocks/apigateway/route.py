"""A route: one method of one path, the function behind it, what it takes and who may call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import one_of
from stamp_infra.core.naming import logical_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.blocks.apigateway.model import Model
    from stamp_infra.blocks.apigateway.stage import Throttle

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PATH: Final = re.compile(r"(/([a-z0-9-]+|\{[a-zA-Z][a-zA-Z0-9]*\}))+")


@dataclass(frozen=True, kw_only=True)
class Public:
    """A route without authorization: the reason goes into the template, the limit to the stage."""

    why: str
    throttle: Throttle


@dataclass(frozen=True)
class Route:
    """`Route("POST", "/orders/{orderId}", function.live)`; `live` is the ARN of the function's alias.

    `query` names optional query parameters. Without `public` the caller needs a token of the user pool.
    """

    method: str
    path: str
    live: AWSHelperFn
    body: Model | None = None
    query: Sequence[str] = ()
    public: Public | None = None

    @property
    def parents(self) -> tuple[str, ...]:
        """Every path from the first part to the route's own, as `/a`, `/a/b`."""
        parts = self.path.strip("/").split("/")
        return tuple("/" + "/".join(parts[: n + 1]) for n in range(len(parts)))

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what is wrong with the route by itself."""
        yield from one_of(f"{where}.method", self.method, METHODS)
        if not isinstance(self.path, str) or not _PATH.fullmatch(self.path):
            remedy = "write a path such as /orders/{orderId}"
            what = "must be parts of lower-case words or {names}, each after a slash"
            yield Mistake(where=f"{where}.path", what=what, got=self.path, remedy=remedy)
        if self.public is not None and len(self.public.why.split()) < 3:  # noqa: PLR2004 - two words are no reason
            what = "is public without a reason"
            yield Mistake(where=f"{where}.public", what=what, got=self.public.why, remedy="write a sentence")


def path_id(path: str) -> str:
    """Return the logical ID's part for a path: `UsersMe` for `/users/me`, `EventsEventId` for `/events/{eventId}`."""
    return logical_id(path)
