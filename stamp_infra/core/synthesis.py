"""What synthesis hands on: every template as plain dicts, and the root's parameters with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.core.environment import Environment


@record
class SynthesizedTemplate:
    """`body` has long-form intrinsics; `path` is below `infrastructure/`; `source` is the declaring module."""

    path: str
    source: str
    body: Mapping[str, Any]


@record
class DeployParameter:
    """A parameter of the root template and its value per environment, for samconfig.toml."""

    name: str
    description: str
    values: Mapping[str, str]


@record
class Synthesis:
    """The whole application; `environments` and `tags` are carried along for samconfig.toml."""

    app: str
    templates: tuple[SynthesizedTemplate, ...]
    parameters: tuple[DeployParameter, ...]
    environments: tuple[Environment, ...]
    tags: Mapping[str, str]
