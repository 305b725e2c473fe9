"""What synthesis hands on: every template as plain dicts, and the root's parameters with their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.core.environment import Environment


@dataclass(frozen=True, kw_only=True)
class SynthesizedTemplate:
    """`body` has long-form intrinsics; `path` is below `infrastructure/`; `source` is the declaring module."""

    path: str
    source: str
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class DeployParameter:
    """A parameter of the root template and its value per environment, for samconfig.toml."""

    name: str
    description: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Synthesis:
    """The whole application; `environments` and `tags` are carried along for samconfig.toml."""

    app: str
    templates: tuple[SynthesizedTemplate, ...]
    parameters: tuple[DeployParameter, ...]
    environments: tuple[Environment, ...]
    tags: Mapping[str, str]
