"""Request bodies that API Gateway checks before a function runs: every object names all its properties."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from troposphere import apigateway

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import instance
from stamp_infra.core.record import record
from stamp_infra.core.reference import ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DRAFT = "http://json-schema.org/draft-04/schema#"


@record(kw_only=False)
class Model:
    """A named JSON schema (draft 4) for a request body; API Gateway takes letters and digits in its name."""

    name: str
    schema: Mapping[str, Any]

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield what API Gateway would refuse, and objects that would let unknown properties in."""
        if mistakes := list(instance(f"{where}.schema", self.schema, Mapping, "build it with body(...)")):
            yield from mistakes
            return
        try:
            json.dumps(self.schema, allow_nan=False)
        except (TypeError, ValueError) as error:
            what = f"is no JSON: {error}"
            yield Mistake(where=f"{where}.schema", what=what, remedy="write texts, numbers, lists and mappings")
            return
        if "object" not in _types(self.schema):
            what = "takes what is no object"
            yield Mistake(where=f"{where}.schema", what=what, remedy="build it with body(...)")
        if not isinstance(self.name, str) or not re.fullmatch(r"[A-Za-z0-9]+", self.name):
            remedy = "write a name such as PlaceOrder"
            yield Mistake(where=f"{where}.name", what="must be letters and digits", got=self.name, remedy=remedy)
        yield from _open_objects(f"{where}.schema", self.schema)

    def resource(self, api: apigateway.RestApi) -> apigateway.Model:
        """Return the model of one API."""
        return apigateway.Model(
            f"{self.name}Model",
            RestApiId=ref(api),
            Name=self.name,
            ContentType="application/json",
            # As text: CloudFormation may hand on the numbers of an object as strings, which no schema may hold.
            Schema=json.dumps({"$schema": _DRAFT, "title": self.name, **self.schema}, indent=2),
        )


def body(properties: Mapping[str, Mapping[str, Any]], *, required: Sequence[str], **more: Any) -> dict[str, Any]:
    """Return the schema of an object that refuses every property it does not name; `more` are further keywords."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _types(schema: Mapping[str, Any]) -> Sequence[object]:
    kinds = schema.get("type")
    return kinds if isinstance(kinds, list) else [kinds]


def _open_objects(where: str, schema: object) -> Iterator[Mistake]:
    if isinstance(schema, dict):
        if "object" in _types(schema) and schema.get("additionalProperties") is not False:
            yield Mistake(
                where=where,
                what="is an object that lets unknown properties in",
                remedy="build it with body(...) or set additionalProperties to False",
            )
        for key, part in schema.items():
            yield from _open_objects(f"{where}.{key}", part)
    elif isinstance(schema, list):
        for position, part in enumerate(schema):
            yield from _open_objects(f"{where}[{position}]", part)
