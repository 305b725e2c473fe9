"""What no template says of a route: what it is for, what it answers, and an example of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stamp_infra.openapi.shape import Shape


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A part of a path or a query: its JSON schema, what it is, and an example."""

    schema: Mapping[str, Any]
    what: str
    example: Any


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer to a call that was granted; without a shape it has no body. `examples` are bodies by a short title."""

    what: str
    shape: Shape | None = None
    examples: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Failure:
    """An error: its body has `code`, `message` and `details`, schemas by name, each with a value in `example`.

    `message` is an example too, `when` if left out.
    """

    status: int
    code: str
    when: str
    details: Mapping[str, Any] = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""

    @property
    def body(self) -> dict[str, Any]:
        """The example of a whole body."""
        return {"code": self.code, "message": self.message or self.when, **self.example}


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A route for who calls it: `name` becomes the name of a client's function, `sends` are examples of its body."""

    name: str
    tag: str
    summary: str
    answers: Sequence[Answer]
    failures: Sequence[Failure] = ()
    description: str = ""
    sends: Mapping[str, Any] = field(default_factory=dict)
