"""An application that grows: each part is a stack of tables and a stack of roles that refer to them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from awacs import dynamodb

from stamp_infra import App, Environment, Stack
from stamp_infra.blocks.dynamodb import Index, index, table
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.sqs import queue
from stamp_infra.render.render import render
from stamp_infra.synth.synthesize import synthesize

_TABLES: Final = 5


@dataclass(frozen=True, kw_only=True)
class _Plain(Environment):
    """An environment without differences."""


def seconds_per_resource(parts: int) -> float:
    """Return the time that declaring, synthesizing and rendering takes, divided by the number of resources."""
    begin = time.perf_counter()
    app = _application(parts)
    render(synthesize(app))
    passed = time.perf_counter() - begin
    return passed / sum(1 for stack in app.stacks for _ in stack.resources)


def _application(parts: int) -> App:
    stacks = [stack for part in range(parts) for stack in _part(part)]
    return App(
        name="growing",
        environments=(_Plain(name="dev", region="ap-northeast-1"), _Plain(name="prod", region="ap-northeast-1")),
        root=Stack("root", [queue("work", visibility_s=60)], description="A root."),
        nested=tuple(stacks),
    )


def _part(number: int) -> tuple[Stack, Stack]:
    tables = [
        table(f"t{number}-{each}", key="Id", sort="At:N", indexes=[Index("by-kind", key="Kind")])
        for each in range(_TABLES)
    ]
    roles = [
        role(
            f"r{number}-{each}",
            service="lambda.amazonaws.com",
            allow=[Allow(one, dynamodb.GetItem), Allow(index(one, "by-kind"), dynamodb.Query)],
        )
        for each, one in enumerate(tables)
    ]
    return (
        Stack(f"data-{number}", tables, description="Tables."),
        Stack(f"roles-{number}", roles, description="Roles."),
    )
