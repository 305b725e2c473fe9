"""What a rule is and what it finds: a pure function from one resolved environment to its findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stamp_infra.rendered.model import Resolved, Resource

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Violation:
    """Where a rule does not hold: `path` is the property's, as in `Properties.ResponseParameters`."""

    resource: Resource
    path: str
    what: str
    """What is wrong here, with the value found: one sentence without the rule's name."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A good state, named so that a finding reads "NAME is not true"."""

    name: str
    why: str
    """Why it matters: what happens to whom when it is not true."""
    remedy: str
    """How to mend it in a declaration of this library, or in plain CloudFormation."""
    find: Callable[[Resolved], Iterable[Violation]]
    severity: Severity = "error"
