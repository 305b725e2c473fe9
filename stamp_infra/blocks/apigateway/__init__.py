"""REST APIs that a browser can call."""

from stamp_infra.blocks.apigateway.api import Api as Api
from stamp_infra.blocks.apigateway.api import rest_api as rest_api
from stamp_infra.blocks.apigateway.model import Model as Model
from stamp_infra.blocks.apigateway.model import body as body
from stamp_infra.blocks.apigateway.route import Public as Public
from stamp_infra.blocks.apigateway.route import Route as Route
from stamp_infra.blocks.apigateway.stage import Throttle as Throttle
