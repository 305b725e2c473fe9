"""Every reference leads somewhere: a plain `Ref` to another stack's resource never reaches CloudFormation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake
from stamp_infra.synth.references import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope

SERVERLESS: Final = "AWS::Serverless::"


def dangling_mistakes(app: App, scopes: list[StackScope]) -> Iterator[Mistake]:
    """Yield a mistake for each reference to what the template neither holds nor takes as a parameter."""
    for scope in scopes:
        known = {*scope.resources, *scope.parameters}
        generating = tuple(title for title, r in scope.resources.items() if r["Type"].startswith(SERVERLESS))
        outputs = {f"output {name}": references(output) for name, output in scope.outputs.items()}
        for place, needed in (scope.needs | outputs).items():
            for name in dict.fromkeys(needed):
                if name not in known and not name.startswith(generating or "\0"):
                    yield Mistake(
                        where=f"{app.source(scope.stack)}: {place}",
                        what=f"refers to {name}, which is not in this stack",
                        remedy="import the resource and write ref(...) or att(...) from stamp_infra",
                    )
        for condition, expression in scope.conditions.items():
            for name in references(expression):
                if name not in scope.parameters:
                    yield Mistake(
                        where=f"{app.source(scope.stack)}: condition {condition}",
                        what=f"refers to {name}, which no parameter is",
                        remedy="compare values of the environment: a resource is not there yet",
                    )
