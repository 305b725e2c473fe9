"""Declare, synthesize and render an application of so many parts, and print how many resources it has.

Each part is a stack of tables and a stack of roles that refer to them: `python -m tests.bench.growth 100`.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from typing import Final

from awacs import dynamodb

from stamp_infra import App, Environment, Stack
from stamp_infra.blocks.dynamodb import Index, index, table
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.render.render import render
from stamp_infra.synth.synthesize import synthesize

_TABLES: Final = 5


@dataclass(frozen=True, kw_only=True)
class _Plain(Environment):
    """An environment without differences."""


def main(parts: int) -> None:
    """Do it once, as the command does, and print the number of rendered resources."""
    gc.disable()
    synthesis = synthesize(_application(parts))
    render(synthesis)
    print(sum(len(template.body["Resources"]) for template in synthesis.templates))  # noqa: T201 - its only result
    gc.freeze()


def _application(parts: int) -> App:
    stacks = [stack for part in range(parts) for stack in _part(part)]
    return App(
        name="growing",
        environments=(_Plain(name="dev", region="ap-northeast-1"), _Plain(name="prod", region="ap-northeast-1")),
        root=Stack("root", [table("root", key="Id")], description="A root."),
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


if __name__ == "__main__":
    main(int(sys.argv[1]))
