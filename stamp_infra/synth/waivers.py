"""What a declaration accepts of `check`'s findings stands in the template beside the resource, with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.core.block import Block, title
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import literal
from stamp_infra.core.optout import reason

if TYPE_CHECKING:
    from stamp_infra.synth.scope import StackScope

_CFN_LINT: Final = re.compile(r"[EWI]\d{4}")


def apply_waivers(scopes: list[StackScope]) -> None:
    """Write each stack's waivers into its resources' Metadata; a waiver of another stack's resource is a mistake."""
    for scope in scopes:
        own = {id(resource) for resource in scope.stack.resources}
        for waiver in scope.stack.waivers:
            resource = waiver.resource.main if isinstance(waiver.resource, Block) else waiver.resource
            where = f"waiver of {waiver.rule} for {title(resource)}"
            if id(resource) not in own:
                what = "waives a resource of another stack"
                scope.mistake(Mistake(where=where, what=what, remedy="move it to the stack that holds the resource"))
                continue
            mistakes = [*literal(f"{where}: rule", waiver.rule), *reason(where, waiver.why, "has no reason")]
            for mistake in mistakes:
                scope.mistake(mistake)
            if mistakes:
                continue
            facts = scope.resources[title(resource)].setdefault("Metadata", {})
            facts.setdefault("StampInfra", {}).setdefault("Waivers", {})[waiver.rule] = waiver.why
            if _CFN_LINT.fullmatch(waiver.rule):
                config = facts.setdefault("cfn-lint", {}).setdefault("config", {})
                config.setdefault("ignore_checks", []).append(waiver.rule)
