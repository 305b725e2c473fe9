"""An API's OpenAPI document: its routes and models, and what each route answers."""

from stamp_infra.openapi.document import Document as Document
from stamp_infra.openapi.operation import Answer as Answer
from stamp_infra.openapi.operation import Failure as Failure
from stamp_infra.openapi.operation import Operation as Operation
from stamp_infra.openapi.operation import Parameter as Parameter
from stamp_infra.openapi.shape import Shape as Shape
from stamp_infra.openapi.shape import record as record
