"""What a visitor asks for with POST /stamps/award: one stamp, and the evidence of one kind that it has been earned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rally import fields, place, refusals, visitor

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayRestResolver
    from rally.place import Fix


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request: `evidence` is where the visitor stands, or the id of an upload of theirs."""

    user_id: str
    claimed_name: str | None
    stamp_id: str
    request_id: str
    evidence: Fix | str

    @property
    def event_id(self) -> str:
        """The event of the stamp."""
        return self.stamp_id.partition("#")[0]

    @property
    def method(self) -> str:
        """GPS or IMAGE, which is also the type that the stamp must have."""
        return "IMAGE" if isinstance(self.evidence, str) else "GPS"


def asked(app: APIGatewayRestResolver) -> Asked:
    """Return the request, whose visitor is who the token says."""
    body = fields.body(app, "stampId", "method", "location", "uploadId", "requestId")
    return Asked(
        user_id=visitor.user_id(app),
        claimed_name=visitor.claimed_name(app),
        stamp_id=fields.stamp_id(body),
        request_id=fields.opaque_id(body, "requestId"),
        evidence=_evidence(body),
    )


def _evidence(body: fields.Values) -> Fix | str:
    by_place = fields.choice(body, "method", "GPS", "IMAGE") == "GPS"
    unwanted: Any = "uploadId" if by_place else "location"
    if unwanted in body:
        raise refusals.invalid(unwanted, "leave it out with this method")
    if by_place:
        return place.fix(fields.nested(body, "location", "lat", "lon", "accuracy"))
    return fields.opaque_id(body, "uploadId")
