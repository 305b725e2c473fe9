"""How much of what CloudFormation takes each template uses, counted as CloudFormation counts: after SAM's transform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.deploy import deploy
from stamp_infra.check.project import assemble
from stamp_infra.check.tools import without_rules
from stamp_infra.core.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.rendered.stack import Stack

SECTIONS: Final = ("resources", "parameters", "outputs", "mappings")


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """One template's numbers, by the names that LIMITS has for them."""

    template: str
    source: str | None
    numbers: Mapping[str, int]

    def share(self, name: str) -> float:
        """Return the part of the limit that is used: 1.0 is all of it."""
        return self.numbers[name] / LIMITS[name].number


def sizes(files: Mapping[Path, bytes], settings: Mapping[Path, bytes], cache: Cache) -> list[Sizes]:
    """Return the sizes of every template, the given ones first; `settings` are the samconfig.toml files beside them."""
    salt = without_rules()
    project = assemble(files, settings, cache, salt)
    bodies: dict[str, list[Mapping[str, Any]]] = {one.path: [one.body] for one in project.templates.values()}
    for deployment in deploy(project, cache, salt):
        for stack in _all(deployment.stack):
            bodies[stack.template.path].append(stack.body)
    return [
        Sizes(
            template=template.path,
            source=template.source,
            numbers={**_counts(bodies[template.path]), "body_bytes": len(project.contents[file])},
        )
        for file, template in project.templates.items()
    ]


def _counts(bodies: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {name: max(len(body.get(name.capitalize(), {})) for body in bodies) for name in SECTIONS}


def _all(stack: Stack) -> Iterator[Stack]:
    yield stack
    for child in stack.children.values():
        yield from _all(child)
