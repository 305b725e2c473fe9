"""Typed declarations of serverless applications, rendered to reviewed CloudFormation and SAM templates."""

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
