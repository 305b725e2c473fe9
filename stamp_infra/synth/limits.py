"""No template passes CloudFormation's limits: the error says which one, which stack, and how to split it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake
from stamp_infra.core.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stamp_infra.core.synthesis import SynthesizedTemplate


def limit_mistakes(templates: Sequence[SynthesizedTemplate]) -> Iterator[Mistake]:
    """Yield a mistake for each count or name past its limit; the size in bytes is known only when rendered."""
    for template in templates:
        for section in ("resources", "parameters", "outputs", "mappings"):
            found = len(template.body.get(section.capitalize(), {}))
            limit = LIMITS[section]
            if found > limit.number:
                yield Mistake(
                    where=template.source,
                    what=f"has {found} {limit.what}, CloudFormation takes {limit.number}",
                    remedy=limit.remedy,
                )
        longest = LIMITS["logical_id_characters"]
        for title in template.body["Resources"]:
            if len(title) > longest.number:
                yield Mistake(
                    where=f"{template.source}: {title}",
                    what=f"is a logical ID of {len(title)} characters, CloudFormation takes {longest.number}",
                    remedy=longest.remedy,
                )
