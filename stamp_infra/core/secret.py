"""A secret that a person puts beside what templates declare: known by name, owner and readers, never by value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


@dataclass(frozen=True, kw_only=True)
class Secret:
    """One SecureString parameter per environment, at `/APP/ENVIRONMENT/name`.

    `owner` is who hands it out and replaces it, `consumers` are the functions that may read it. A deployment is refused
    while a `required` one is missing.
    """

    name: str
    description: str
    owner: str
    consumers: tuple[str, ...]
    required: bool = True

    def path(self, app: str, environment: str) -> str:
        """Return the parameter's name in Parameter Store."""
        return f"/{app}/{environment}/{self.name}"

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield everything wrong with the declaration."""
        place = f"{where}: {self.name!r}"
        if not _NAME.fullmatch(self.name):
            remedy = "write words of a-z, 0-9 and -, with / between them"
            yield Mistake(where=place, what="is not the name of a parameter", got=self.name, remedy=remedy)
        for field, value in (("description", self.description), ("owner", self.owner), ("consumers", self.consumers)):
            if not value:
                yield Mistake(where=f"{place}.{field}", what="is empty", remedy="say it: people act on it")
