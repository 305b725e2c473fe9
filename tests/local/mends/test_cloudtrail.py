"""A trail of a template is one that CloudTrail tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

DATA = {
    "Name": "tables",
    "FieldSelectors": [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::DynamoDB::Table"]},
    ],
}


def trail(name: str, **properties: Any) -> dict[str, dict[str, Any]]:
    return {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Trail": {
            "Type": "AWS::CloudTrail::Trail",
            "Properties": {
                "TrailName": name,
                "S3BucketName": {"Ref": "Bucket"},
                "IsLogging": True,
                "EnableLogFileValidation": True,
                "AdvancedEventSelectors": [DATA],
                **properties,
            },
        },
    }


def test_ministack_refuses_trails(plain: Emulator) -> None:
    assert aws.unknown_type(plain, trail(aws.unique())) == "AWS::CloudTrail::Trail"


def test_a_template_makes_changes_and_deletes_a_trail(mended: Emulator) -> None:
    name = aws.unique()
    cloudtrail = aws.client(mended, "cloudtrail")
    stack = aws.create(mended, trail(name), {"Arn": {"Fn::GetAtt": ["Trail", "Arn"]}})
    assert stack.outputs["Arn"].endswith(f":trail/{name}")
    assert cloudtrail.get_trail(Name=name)["Trail"]["LogFileValidationEnabled"] is True
    assert cloudtrail.get_trail_status(Name=name)["IsLogging"] is True
    assert cloudtrail.get_event_selectors(TrailName=name)["AdvancedEventSelectors"] == [DATA]
    aws.update(mended, stack, trail(name, IsLogging=False, IsMultiRegionTrail=True))
    assert cloudtrail.get_trail_status(Name=name)["IsLogging"] is False
    assert cloudtrail.get_trail(Name=name)["Trail"]["IsMultiRegionTrail"] is True
    aws.delete(mended, stack)
    assert aws.refusal(lambda: cloudtrail.get_trail(Name=name)) == "TrailNotFoundException"
