"""The routes of one API together: no two alike, no two that API Gateway could not tell apart, each model once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.blocks.apigateway.model import Model
from stamp_infra.blocks.apigateway.route import Route, path_id
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import instances, unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def routes_mistakes(where: str, routes: Sequence[Route]) -> Iterator[Mistake]:
    """Yield what is wrong with the routes of an API, each by itself and all together."""
    mistakes = list(instances(f"{where}.routes", routes, Route, 'write a list such as [Route("GET", "/orders", ...)]'))
    if mistakes:
        yield from mistakes
        return
    if not routes:
        yield Mistake(where=f"{where}.routes", what="has no route", remedy="add one: an empty API cannot be deployed")
    own = [m for position, route in enumerate(routes) for m in route.mistakes(f"{where}.routes[{position}]")]
    yield from own or _together(where, routes)
    for model in models_of(routes):
        yield from model.mistakes(f'{where}.model "{model.name}"')
    yield from unique(f"{where}.models", (model.name for model in models_of(routes)), "models")


def models_of(routes: Sequence[Route]) -> list[Model]:
    """Return each model once, in the order of the routes."""
    models: list[Model] = []
    for route in routes:
        if isinstance(route.body, Model) and route.body not in models:
            models.append(route.body)
    return models


def _together(where: str, routes: Sequence[Route]) -> Iterator[Mistake]:
    yield from unique(f"{where}.routes", (f"{route.method} {route.path}" for route in routes), "routes")
    paths = sorted({path for route in routes for path in route.parents})
    variables: dict[str, str] = {}
    ids: dict[str, str] = {}
    for path in paths:
        parent, _, part = path.rpartition("/")
        first = variables.setdefault(parent, path) if part.startswith("{") else path
        if first != path:
            what = f"has {first} and {path}: API Gateway takes one variable in one place"
            yield Mistake(where=f"{where}.routes", what=what, remedy="name the variable alike in both")
        twin = ids.setdefault(path_id(path), path)
        if twin != path:
            what = f"has {twin} and {path}, which make one logical ID, {path_id(path)}"
            yield Mistake(where=f"{where}.routes", what=what, remedy="name a part of one of them otherwise")
