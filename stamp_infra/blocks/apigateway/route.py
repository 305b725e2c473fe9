"""A route: one method of one path, the function behind it, what it takes and who may call it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from troposphere import AWSHelperFn

from stamp_infra.blocks.apigateway.model import Model
from stamp_infra.blocks.apigateway.stage import Throttle, throttle_mistakes
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import instance, one_of, texts, unique
from stamp_infra.core.naming import logical_id
from stamp_infra.core.optout import reason
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_QUERY: Final = re.compile(r"[A-Za-z0-9_-]+")
_PATH: Final = re.compile(r"(/([a-z0-9-]+|\{[a-zA-Z][a-zA-Z0-9]*\}))+")


@record
class Public:
    """A route without authorization: the reason goes into the template, the limit to the stage."""

    why: str
    throttle: Throttle


@record(kw_only=False)
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
        yield from one_of(f"{where}.method", self.method if isinstance(self.method, str) else None, METHODS)
        if not isinstance(self.path, str) or not _PATH.fullmatch(self.path):
            remedy = "write a path such as /orders/{orderId}"
            what = "must be parts of lower-case words or {names}, each after a slash"
            yield Mistake(where=f"{where}.path", what=what, got=self.path, remedy=remedy)
        yield from instance(f"{where}.live", self.live, AWSHelperFn, "give a function's `live`")
        if self.body is not None:
            yield from instance(f"{where}.body", self.body, Model, "write Model(...), or leave it out")
        yield from _query_mistakes(f"{where}.query", self.query)
        if self.public is not None:
            yield from _public_mistakes(f"{where}.public", self.public)


def _public_mistakes(where: str, public: object) -> Iterator[Mistake]:
    yield from instance(where, public, Public, "write Public(why=..., throttle=...)")
    if isinstance(public, Public):
        yield from reason(where, public.why, "is public without a reason")
        yield from throttle_mistakes(f"{where}.throttle", public.throttle)


def _query_mistakes(where: str, names: Sequence[str]) -> Iterator[Mistake]:
    mistakes = list(texts(where, names))
    yield from mistakes or unique(where, names, "parameters")
    for name in () if mistakes else names:
        if not _QUERY.fullmatch(name):
            remedy = "write letters, digits, - and _"
            yield Mistake(where=where, what="is no name of a parameter", got=name, remedy=remedy)


def path_id(path: str) -> str:
    """Return the logical ID's part for a path: `UsersMe` for `/users/me`, `EventsEventId` for `/events/{eventId}`."""
    return logical_id(path)
