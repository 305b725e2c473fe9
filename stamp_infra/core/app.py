"""An application: its environments, the root stack, the stacks nested in it and those that stand alone."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.core.environment import Environment
    from stamp_infra.core.stack import Stack


@record
class App:
    """What `[tool.stamp-infra] app = "package:app"` in pyproject.toml points to.

    `nested` and `standalone` are the literal registry of stacks, in the order of the root's template. `outputs`
    are what people need from a deployment, such as the API's URL: everything else is wired by itself. `package` is the
    folder that the stacks are declared in. `permissions_boundary` is the ARN of a managed policy that every role
    carries but those of stacks that stand alone, which a person deploys.
    """

    name: str
    environments: tuple[Environment, ...]
    root: Stack
    nested: tuple[Stack, ...] = ()
    standalone: tuple[Stack, ...] = ()
    outputs: Mapping[str, object] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    package: str = "templates"
    permissions_boundary: object = None

    @property
    def stacks(self) -> tuple[Stack, ...]:
        """Every stack, the root last because it is made of the others."""
        return (*self.nested, *self.standalone, self.root)

    def source(self, stack: Stack) -> str:
        """Return the module that declares a stack: the stems always match."""
        return f"{self.package}/{str(stack.name).replace('-', '_')}.py"

    def path(self, stack: Stack) -> str:
        """Return where a stack's template is rendered, below `infrastructure/`."""
        return "sam/template.yaml" if stack is self.root else f"cfn/{stack.name}.yaml"
