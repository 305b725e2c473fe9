"""What a client meets of a REST API: its methods, and what API Gateway answers itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stamp_infra.check.rules.values import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resource


@dataclass(frozen=True, kw_only=True)
class Header:
    """A header's value as API Gateway sends it: the mapping expression, `'https://example.com'` with its quotes."""

    path: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Route:
    """One method of one path: `resource` is where it is declared, `path` where in it."""

    api: str
    url: str
    verb: str
    resource: Resource
    path: str
    anonymous: bool
    integration: Mapping[str, Any]
    responses: tuple[tuple[str, Mapping[str, Any]], ...]
    """The integration's responses: each one's path, and its header mappings."""
    declared_headers: frozenset[str]
    """The headers that the method's own responses declare, in small letters."""

    @property
    def headers(self) -> dict[str, Header]:
        """The headers of its integration's responses by name in small letters."""
        return {name: header for path, mappings in self.responses for name, header in named_headers(mappings, path)}


@dataclass(frozen=True, kw_only=True)
class GatewayReply:
    """What API Gateway answers itself for one response type, such as DEFAULT_4XX."""

    api: str
    type: str
    resource: Resource
    path: str
    status: Any
    headers: Mapping[str, Header]


def named_headers(mappings: object, path: str) -> Iterator[tuple[str, Header]]:
    """Yield the response headers among parameter mappings, `method.response.header.X: "'value'"`."""
    for key, value in mapping(mappings).items():
        _, found, name = str(key).partition("header.")
        if found:
            yield name.lower(), Header(path=f"{path}.{key}", value=value)
