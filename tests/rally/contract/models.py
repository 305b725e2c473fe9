"""The bodies that the API takes, whole: names, lengths, patterns, ranges, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_TOKEN: Final = {"type": "string", "minLength": 16, "maxLength": 8192}
_STAMP_ID: Final = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}#[A-Za-z0-9_-]{1,64}$"}
_ID: Final = {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"}
_PLACE: Final = {
    "lat": {"type": "number", "minimum": -90, "maximum": 90},
    "lon": {"type": "number", "minimum": -180, "maximum": 180},
    "accuracy": {"type": "number", "minimum": 0, "maximum": 1000},
}
# A stamp is awarded for where somebody is or for what they photographed, never for both.
_EITHER: Final = [
    {
        "properties": {"method": {"enum": ["GPS"]}},
        "required": ["location"],
        "not": {"required": ["uploadId"]},
    },
    {
        "properties": {"method": {"enum": ["IMAGE"]}},
        "required": ["uploadId"],
        "not": {"required": ["location"]},
    },
]


def models(of: Resolved) -> Iterator[str]:
    """Every model takes exactly the contract's properties within the contract's bounds."""
    found = {
        p["Name"]: (p.get("ContentType"), json.loads(p["Schema"])) for p in named(of, "AWS::ApiGateway::Model").values()
    }
    schemas = {name: schema for name, (_, schema) in found.items()}
    expected = {
        name: {"$schema": "http://json-schema.org/draft-04/schema#", "title": name, **schema}
        for name, schema in _schemas().items()
    }
    yield from differ("models", schemas, expected)
    types = {name: content_type for name, (content_type, _) in found.items()}
    yield from differ("types of models", types, dict.fromkeys(expected, "application/json"))


def _schemas() -> dict[str, dict[str, Any]]:
    award = {
        "stampId": _STAMP_ID,
        "method": {"enum": ["GPS", "IMAGE"]},
        "location": _object(_PLACE),
        "uploadId": _ID,
        "requestId": _ID,
    }
    upload = {
        "stampId": _STAMP_ID,
        "contentType": {"enum": ["image/jpeg", "image/png"]},
        "contentLength": {"type": "integer", "minimum": 1, "maximum": 10 * 1024 * 1024},
    }
    return {
        "VerifyToken": _object({"idToken": _TOKEN}),
        "RefreshToken": _object({"refreshToken": _TOKEN}),
        "ProfileChange": _object({"displayName": {"type": "string", "minLength": 1, "maxLength": 50}}),
        "AwardStamp": {**_object(award), "required": ["stampId", "method", "requestId"], "oneOf": _EITHER},
        "VerifyPlace": _object({"stampId": _STAMP_ID, **_PLACE}),
        "RequestUpload": _object(upload),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
