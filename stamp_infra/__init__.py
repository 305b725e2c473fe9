"""Typed declarations of serverless applications, rendered to reviewed CloudFormation and SAM templates."""

from typing import TYPE_CHECKING

from stamp_infra.core.lazy import defer

if TYPE_CHECKING:
    from stamp_infra.core.app import App as App
    from stamp_infra.core.block import Block as Block
    from stamp_infra.core.condition import Condition as Condition
    from stamp_infra.core.condition import when as when
    from stamp_infra.core.environment import Derived as Derived
    from stamp_infra.core.environment import Environment as Environment
    from stamp_infra.core.environment import EnvironmentValues as EnvironmentValues
    from stamp_infra.core.environment import parameter as parameter
    from stamp_infra.core.environment import setting as setting
    from stamp_infra.core.errors import Mistake as Mistake
    from stamp_infra.core.errors import UserError as UserError
    from stamp_infra.core.optout import Waiver as Waiver
    from stamp_infra.core.optout import opt_out as opt_out
    from stamp_infra.core.reference import att as att
    from stamp_infra.core.reference import ref as ref
    from stamp_infra.core.stack import Stack as Stack
    from stamp_infra.core.text import name as name
    from stamp_infra.core.text import sub as sub

# troposphere imports cfn_flip for a `to_yaml` of its own: two fifths of the time its import takes.
defer("cfn_flip")

# The same once more: a command that only checks or deploys what is rendered does not load troposphere for a name.
_NAMES = {
    "app": "App",
    "block": "Block",
    "condition": "Condition when",
    "environment": "Derived Environment EnvironmentValues parameter setting",
    "errors": "Mistake UserError",
    "optout": "Waiver opt_out",
    "reference": "att ref",
    "stack": "Stack",
    "text": "name sub",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"stamp_infra.core.{_HOMES[name]}"), name)
    return found
