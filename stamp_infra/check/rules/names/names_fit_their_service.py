"""Every physical name is one that its service takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.names.patterns import NAMES, deployed
from stamp_infra.check.rules.values import is_unknown, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for kind, (where, pattern, takes) in NAMES.items():
        for resource in resolved.of_type(kind):
            for path, value in walk(resource.properties, where):
                name = deployed(value) if isinstance(value, str) else value
                if not is_unknown(name) and not pattern.fullmatch(str(name)):
                    what = f"is named {name} ({len(str(name))} characters); the service takes {takes}"
                    yield Violation(resource=resource, path=path, what=what)


RULE: Final = Rule(
    name="NamesFitTheirService",
    why="The deployment stops half-way at the first name that its service refuses, and rolls everything back.",
    remedy="Shorten the name or leave out what the service does not take.",
    find=_find,
)
