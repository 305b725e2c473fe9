"""The API's description is a valid document, whose examples are what it says and whose codes are the functions' own."""

from __future__ import annotations

import importlib.util
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import schemathesis
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from stamp_infra.openapi.document import to_openapi
from templates.openapi import document
from templates.openapi.images import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTIONS: Final = Path(__file__).parents[2] / "templates/functions"
BODY: Final[Any] = to_openapi(document)
# What API Gateway never hands on to a function, and what stands with every route as 5XX.
ELSEWHERE: Final = {(404, "NOT_FOUND", ()), (500, "INTERNAL_ERROR", ())}
ARGUMENTS: Final = {"str": "PENDING", "int": 1, "float": 1.0}


def contents(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every JSON content of the document with its place."""
    for key, part in value.items() if isinstance(value, dict) else ():
        if key == "application/json":
            yield where, part
        else:
            yield from contents(part, f"{where}/{key}")


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Return what holds values against a schema of the document."""
    return Draft202012Validator({**schema, "components": BODY["components"]})


def refusals() -> set[tuple[int, str, tuple[str, ...]]]:
    """Return status, code and details of every refusal of the functions."""
    spec = importlib.util.spec_from_file_location("refusals", FUNCTIONS / "rally/refusals.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = [
        make(*(ARGUMENTS[each.annotation] for each in inspect.signature(make).parameters.values()))
        for _, make in inspect.getmembers(module, inspect.isfunction)
    ]
    return {(each.status, each.code, tuple(sorted(each.details))) for each in made}


def test_it_is_openapi() -> None:
    schemathesis.openapi.from_dict(BODY).validate()


def test_every_body_has_an_example_and_every_example_is_what_its_schema_says() -> None:
    found = list(contents(BODY["paths"] | BODY["components"]["responses"]))
    assert len(found) > len(document.operations)
    assert [where for where, content in found if not content["examples"]] == []
    assert [
        f"{where} {title}: {error.message}"
        for where, content in found
        for title, example in content["examples"].items()
        for error in validator(content["schema"]).iter_errors(example["value"])
    ] == []


def test_every_example_of_a_parameter_is_what_its_schema_says() -> None:
    for name, parameter in document.parameters.items():
        assert Draft202012Validator(parameter.schema).is_valid(parameter.example), name


def test_an_example_that_differs_would_be_found() -> None:
    reward = validator({"$ref": "#/components/schemas/Reward"})
    assert reward.is_valid({"eventId": "a", "claimedAt": 1})
    assert not reward.is_valid({"eventId": "a", "claimedAt": 1, "more": 1})
    assert not reward.is_valid({"eventId": "a#b", "claimedAt": 1})


def test_the_errors_are_those_that_the_functions_answer_with() -> None:
    told = {
        (failure.status, failure.code, tuple(sorted(failure.details)))
        for operation in document.operations.values()
        for failure in operation.failures
    }
    assert told == refusals() - ELSEWHERE


def test_a_rejected_upload_has_one_of_the_reasons_that_are_told() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (FUNCTIONS / "image-recognize").glob("*.py"))
    assert sorted(set(re.findall(r'Rejection\("([A-Z_]+)"\)', code))) == REASONS
