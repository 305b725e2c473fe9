"""Every template has room to grow: no more than 80 % of what CloudFormation takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.parts import part_of
from stamp_infra.check.rules.values import mapping
from stamp_infra.core.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Template

_SHARE: Final = 0.8


def _find(resolved: Resolved) -> Iterator[Violation]:
    for template in resolved.templates:
        for section, found in _counts(template):
            limit = LIMITS[section]
            if found > _SHARE * limit.number:
                what = f"has {found} {limit.what} of at most {limit.number}"
                where = section.capitalize() if section != "body_bytes" else "Resources"
                yield Violation(resource=part_of(template, where), path=where, what=what)


def _counts(template: Template) -> Iterator[tuple[str, int]]:
    for section in ("resources", "parameters", "outputs", "mappings"):
        yield section, len(mapping(template.body.get(section.capitalize())))
    # The file is not read again: as compact JSON its content is about as long as the YAML that is deployed.
    yield "body_bytes", len(json.dumps(template.body, default=str, skipkeys=True).encode())


RULE: Final = Rule(
    name="TemplateIsWithinLimits",
    why="CloudFormation refuses the whole update at the limit, on the day when one small thing had to be added.",
    remedy="Split the stack: move resources that change together into a stack of their own.",
    find=_find,
    severity="warning",
)
