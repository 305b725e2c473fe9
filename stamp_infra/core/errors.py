"""Every mistake of a user arrives as one `UserError` that lists them all, each with its place and its remedy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTHING: Final = object()
_SHOWN_CHARACTERS: Final = 200


@record
class Mistake:
    """One thing to mend: where it is, what is wrong, the value found there, and what to do."""

    where: str
    what: str
    got: object = _NOTHING
    remedy: str

    def __str__(self) -> str:
        got = "" if self.got is _NOTHING else f" (got {_shown(self.got)})"
        return f"{self.where}: {self.what}{got}; {self.remedy}"


def _shown(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, default=lambda other: type(other).__name__)
    except (TypeError, ValueError):  # a key that is no text, or a value within itself
        text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}..."


class UserError(Exception):
    """What a user got wrong, complete: the command prints each line and exits with 1."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
