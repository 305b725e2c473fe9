"""The trail of who did what: whole, unaltered, in a bucket of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rally.contract.differ import differ
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def trail(of: Resolved) -> Iterator[str]:
    """The trail runs in every region, encrypted, and proves that nobody altered it."""
    found = named(of, "AWS::CloudTrail::Trail").get("AuditTrail", {})
    expected = {
        "TrailName": f"stamp-rally-{of.environment}-audit",
        "S3BucketName": "<AuditBucket>",
        "KMSKeyId": "<AuditKey.Arn>",
        "EnableLogFileValidation": True,
        "IncludeGlobalServiceEvents": True,
        "IsMultiRegionTrail": True,
        "IsLogging": True,
    }
    facts = {key: value for key, value in found.items() if key != "AdvancedEventSelectors"}
    yield from differ("trail", facts, expected)


def recorded(of: Resolved) -> Iterator[str]:
    """The trail records every change, and every item and object that is read or written, but for its own log."""
    selectors = named(of, "AWS::CloudTrail::Trail").get("AuditTrail", {}).get("AdvancedEventSelectors", [])
    found = [
        {
            f"{field['Field']} {operator}": values
            for field in selector["FieldSelectors"]
            for operator, values in field.items()
            if operator != "Field"
        }
        for selector in selectors
    ]
    expected = [
        {"eventCategory Equals": ["Management"]},
        {
            "eventCategory Equals": ["Data"],
            "resources.type Equals": ["AWS::DynamoDB::Table"],
            "resources.ARN Equals": ["<Users.Arn>", "<StampMasters.Arn>", "<UserStamps.Arn>"],
        },
        {
            "eventCategory Equals": ["Data"],
            "resources.type Equals": ["AWS::S3::Object"],
            "resources.ARN StartsWith": ["<UploadsBucket.Arn>/", "<AccessLogsBucket.Arn>/"],
            "resources.ARN NotStartsWith": ["<AccessLogsBucket.Arn>/audit/"],
        },
    ]
    yield from differ("recorded", found, expected)
