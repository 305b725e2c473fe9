"""Every mistake of a user arrives as one `UserError` that lists them all, each with its place and its remedy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTHING: Final = object()


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One thing to mend: where it is, what is wrong, the value found there, and what to do."""

    where: str
    what: str
    got: object = _NOTHING
    remedy: str

    def __str__(self) -> str:
        got = "" if self.got is _NOTHING else f" (got {json.dumps(self.got, ensure_ascii=False, default=str)})"
        return f"{self.where}: {self.what}{got}; {self.remedy}"


class UserError(Exception):
    """What a user got wrong, complete: the command prints each line and exits with 1."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
