"""A change of the API makes a new deployment, because the deployment is named after all that it contains."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import mapping
from stamp_infra.core.fingerprint import DEPLOYMENT, api_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resolved

_A_HASH: Final = re.compile(r"(?=[0-9a-f]*[0-9])[0-9a-f]{8,}$")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for deployment in resolved.of_type(DEPLOYMENT):
        raw = mapping(deployment.template.body.get("Resources"))
        if deployment.logical_id not in raw:  # SAM named it, after its own hash
            continue
        wanted = api_fingerprint(_plain(raw))
        has_a_hash = _A_HASH.search(deployment.logical_id)
        if deployment.logical_id.endswith(wanted) or (has_a_hash and deployment.template.source is None):
            continue
        what = f"does not end in {wanted}, the hash of the API" if has_a_hash else "carries no hash of the API"
        yield Violation(resource=deployment, path="LogicalId", what=f"its logical ID {what}")


def _plain(resources: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    # YAML reads an unquoted 200 as a number and 2012-10-17 as a date, which no hash over JSON can sort or hold.
    written: dict[str, Any] = json.loads(json.dumps(resources, default=str, skipkeys=True))
    return {title: body for title, body in written.items() if isinstance(body, dict)}


RULE: Final = Rule(
    name="DeploymentIdCoversTheApi",
    why="API Gateway serves the last deployment, and CloudFormation makes a new one only under a new logical ID: "
    "until then clients keep the old API although the update succeeded.",
    remedy="Render the templates again; in a template of your own, end the deployment's logical ID in a hash of "
    "everything it contains.",
    find=_find,
)
