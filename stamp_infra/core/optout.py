"""A safe default is switched off with a written reason, which the template carries in its Metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from troposphere import AWSObject

    from stamp_infra.core.block import Block

_WORDS: Final = 3
_CHARACTERS: Final = 8


@record
class OptOut:
    """Stands in the place of a safe default: `versioning=opt_out("rebuilt every night")`."""

    why: str

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield a mistake unless there is a reason that a reviewer can read."""
        yield from reason(where, self.why, "opts out of a safe default without a reason")


def reason(where: str, why: object, what: str) -> Iterator[Mistake]:
    """Yield the mistake `what` unless there is a reason that a reviewer can read."""
    if not isinstance(why, str) or not _says_something(why):
        yield Mistake(where=where, what=what, got=why, remedy="write a sentence that says why")


def _says_something(why: str) -> bool:
    # Two words are no reason; Japanese does not divide its words.
    return len(why.split()) >= _WORDS or (not why.isascii() and len(why.strip()) >= _CHARACTERS)


def opt_out(why: str) -> OptOut:
    """Return the marker that switches a block's safe default off, for the reason given."""
    return OptOut(why=why)


@record
class Waiver:
    """A finding of `check` that is accepted for one resource: the rule's name (or cfn-lint's id) and why.

    A block stands for its main resource.
    """

    resource: AWSObject | Block
    rule: str
    why: str


def metadata(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource's `Metadata` holding what `check` and a reviewer should know about it."""
    return {"StampInfra": dict(facts)}
