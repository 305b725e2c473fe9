"""Functions with everything around them."""

from stamp_infra.blocks.serverless.around import ALIAS as ALIAS
from stamp_infra.blocks.serverless.function import Function as Function
from stamp_infra.blocks.serverless.function import alias_arn as alias_arn
from stamp_infra.blocks.serverless.function import function as function
from stamp_infra.blocks.serverless.inputs import Shared as Shared
from stamp_infra.blocks.serverless.layer import layer as layer
