"""The sample event, of which the API's description and the demo tell, in the tables of the deployed rally."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.operations.sample import records
from stamp_infra.rendered.model import Resource, Template

if TYPE_CHECKING:
    from tests.functions.rally import Rally

SAMPLE: Final = Path(__file__).parents[2] / "templates/samples/nara-park.yaml"
_TABLES: Final = {
    "StampMasters": Resource(
        template=Template(path="cfn/dynamodb.yaml", body={}),
        logical_id="StampMasters",
        type="AWS::DynamoDB::Table",
        properties={
            "AttributeDefinitions": [{"AttributeName": "StampId", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "StampId", "KeyType": "HASH"}],
        },
        attributes={},
    )
}


def load(rally: Rally) -> None:
    """Put the sample's records, as often as anybody asks."""
    for _, item in records(SAMPLE, _TABLES):
        rally.client("dynamodb").put_item(TableName="stamp-rally-dev-stamp-masters", Item=item)
