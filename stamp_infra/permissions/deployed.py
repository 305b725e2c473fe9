"""The resources that an application's deployments may hold: in each environment, and where more is switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.check.deploy import deploy, switched_on
from stamp_infra.check.inputs import read, settings
from stamp_infra.check.project import assemble
from stamp_infra.check.tools import without_rules
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.resolve import resolve

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.check.cache import Cache
    from stamp_infra.rendered.model import Resolved


def deployed(folder: Path, cache: Cache) -> tuple[tuple[Resolved, ...], str]:
    """Return every deployment of the root that has environments, as `stamp-infra check` sees them, and its region.

    A template that stands alone is not among them: a person deploys it, with rights of their own.
    """
    files = read([folder])
    salt = without_rules()
    project = assemble(files, settings(files), cache, salt)
    own = [each for each in deploy(project, cache, salt) if each.environment is not None]
    mistakes = [mistake for each in own for mistake in each.refused]
    if not own:
        remedy = "render first: `stamp-infra render`"
        mistakes.append(Mistake(where=folder.as_posix(), what="holds no root with environments", remedy=remedy))
    if mistakes:
        raise UserError(mistakes)
    everything = [*own, *switched_on(own)]
    return tuple(resolve(each.stack, each.environment) for each in everything), own[0].stack.region
