"""DynamoDB tables that cannot lose data."""

from stamp_infra.blocks.dynamodb.index import Index as Index
from stamp_infra.blocks.dynamodb.table import index as index
from stamp_infra.blocks.dynamodb.table import table as table
