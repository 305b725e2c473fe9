"""A hash over everything an API Gateway deployment contains, so that no change of the API stays undeployed."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DEPLOYMENT: Final = "AWS::ApiGateway::Deployment"

# What a deployment takes a snapshot of: everything of the API but the stage that serves it and account-wide settings.
CONTENT: Final = frozenset(
    f"AWS::ApiGateway::{kind}"
    for kind in ("RestApi", "Resource", "Method", "Model", "RequestValidator", "Authorizer", "GatewayResponse")
)


def api_fingerprint(resources: Mapping[str, Mapping[str, Any]]) -> str:
    """Return 8 hex digits over the API content among a template's `Resources` (plain dicts, long-form intrinsics).

    The `Values` in a deployment's own Metadata count too: they are what parameters and mappings put into the content.
    """
    content: dict[str, Any] = {
        logical_id: resource.get("Properties", {})
        for logical_id, resource in resources.items()
        if resource.get("Type") in CONTENT
    }
    deployments = [resource for resource in resources.values() if resource.get("Type") == DEPLOYMENT]
    content["Values"] = [each.get("Metadata", {}).get("StampInfra", {}).get("Values") for each in deployments]
    return fingerprint(content)


def fingerprint(content: object) -> str:
    """Return 8 hex digits over plain data."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    # Nobody is to be kept from forging it, so a checksum will do: hashlib would load OpenSSL for one line.
    return f"{zlib.crc32(canonical.encode()):08x}"
