"""Everything below `infrastructure/` as text: what is committed, reviewed and deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.core.limits import LIMITS
from stamp_infra.render.samconfig import to_samconfig
from stamp_infra.render.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.core.synthesis import Synthesis

_HEADER: Final = "# Rendered by stamp-infra from {source}: edit that and run `make render`, never this file.\n\n"


def render(synthesis: Synthesis) -> Mapping[str, str]:
    """Return each file's text by its path below `infrastructure/`.

    Raises `UserError` for a template past CloudFormation's size limit.
    """
    files = {t.path: _HEADER.format(source=t.source) + to_yaml(t.body) for t in synthesis.templates}
    limit = LIMITS["body_bytes"]
    too_large = [
        Mistake(
            where=template.source,
            what=f"renders {size:,} bytes, CloudFormation takes {limit.number:,}",
            remedy=limit.remedy,
        )
        for template in synthesis.templates
        if (size := len(files[template.path].encode())) > limit.number
    ]
    if too_large:
        raise UserError(too_large)
    files["sam/samconfig.toml"] = _HEADER.format(source="the environments") + to_samconfig(synthesis)
    return files
