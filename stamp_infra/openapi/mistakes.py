"""What is said of an API and what it has are the same: every route, parameter, tag and name once, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import unique
from stamp_infra.openapi.shape import with_references

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from stamp_infra.openapi.document import Document
    from stamp_infra.openapi.shape import Shape

_WHERE = "openapi"


def mistakes(document: Document) -> Iterator[Mistake]:
    """Yield everything that keeps the document from being written."""
    routes = {f"{route.method} {route.path}": route for route in document.api.routes}
    operations = document.operations
    yield from _apart(f"{_WHERE}.operations", "a route", routes, operations)
    taken = {
        name
        for route in routes.values()
        for name in (*(part.strip("{}") for part in route.path.split("/") if part.startswith("{")), *route.query)
    }
    yield from _apart(f"{_WHERE}.parameters", "a parameter of a route", taken, document.parameters)
    yield from _apart(
        f"{_WHERE}.tags", "a tag of an operation", {each.tag for each in operations.values()}, document.tags
    )
    yield from unique(f"{_WHERE}.operations", (each.name for each in operations.values()), "names of operations")
    yield from _twice(document)
    for key, operation in operations.items():
        where = f'{_WHERE}.operations["{key}"]'
        route = routes.get(key)
        if route is not None and bool(operation.sends) != (route.body is not None):
            what = (
                "has no example of the body" if route.body is not None else "has an example of a body, and takes none"
            )
            yield Mistake(where=f"{where}.sends", what=what, remedy="make `sends` and the route's `body` agree")
        for answer in operation.answers:
            if (answer.shape is not None) != bool(answer.examples):
                what = "has a body without an example, or an example of no body"
                remedy = "give both `shape` and `examples`, or neither"
                yield Mistake(where=f"{where}.answers[{answer.status}]", what=what, remedy=remedy)
        if not operation.answers:
            yield Mistake(where=f"{where}.answers", what="has no answer", remedy="write what a granted call gets")
        for failure in operation.failures:
            if failure.details.keys() != failure.example.keys():
                remedy = "give an example of exactly its details"
                yield Mistake(where=f"{where}: {failure.code}", what="has details without example", remedy=remedy)


def _apart(where: str, kind: str, there: Collection[str], said: Collection[str]) -> Iterator[Mistake]:
    for name in there:
        if name not in said:
            yield Mistake(where=where, what=f"says nothing of {kind}", got=name, remedy="add an entry")
    for name in said:
        if name not in there:
            yield Mistake(where=where, what=f"has an entry that is not {kind}", got=name, remedy="remove or rename it")


def _twice(document: Document) -> Iterator[Mistake]:
    """Yield names that two shapes, or a shape and a request's model, lay claim to."""
    models = {route.body.name for route in document.api.routes if route.body is not None}
    seen: dict[str, Shape] = {}
    for answer in (answer for each in document.operations.values() for answer in each.answers):
        found: dict[str, Shape] = {}
        with_references(answer.shape, found)
        for name, shape in found.items():
            if name in models or seen.setdefault(name, shape) is not shape:
                remedy = "name one of them otherwise"
                yield Mistake(where=f"{_WHERE}.schemas", what="is the name of two", got=name, remedy=remedy)
