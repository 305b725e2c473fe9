"""A trail of a template is one that CloudTrail tells of, with its selectors and whether it logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import handlers, is_true, succeeded

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties

_SWITCHES: Final = {
    "EnableLogFileValidation": False,
    "IncludeGlobalServiceEvents": True,
    "IsMultiRegionTrail": False,
    "IsOrganizationTrail": False,
}
_TEXTS: Final = {
    "CloudWatchLogsLogGroupArn": "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
    "KMSKeyId": "KmsKeyId",
    "S3BucketName": "S3BucketName",
    "S3KeyPrefix": "S3KeyPrefix",
    "SnsTopicName": "SnsTopicName",
}


def trails_exist() -> None:
    """Create AWS::CloudTrail::Trail, a type that ministack refuses, through its own CloudTrail service."""
    from ministack.services import cloudtrail

    def request(name: str, properties: Properties) -> Properties:
        switches = {switch: is_true(properties.get(switch, default)) for switch, default in _SWITCHES.items()}
        texts = {theirs: properties[ours] for ours, theirs in _TEXTS.items() if ours in properties}
        return {"Name": name, **switches, **texts}

    def apply(name: str, properties: Properties, answer: Properties) -> Any:
        for selectors in ("EventSelectors", "AdvancedEventSelectors"):
            if properties.get(selectors):
                chosen = {"TrailName": name, selectors: _selectors(properties[selectors])}
                succeeded(cloudtrail._put_event_selectors(chosen))
        switch = cloudtrail._start_logging if is_true(properties.get("IsLogging")) else cloudtrail._stop_logging
        succeeded(switch({"Name": name}))
        return name, {"Arn": answer["TrailARN"]}

    def create(logical_id: str, properties: Properties, stack: str) -> Any:
        name = properties.get("TrailName") or f"{stack}-{logical_id}"
        succeeded(cloudtrail._create_trail(request(name, properties)))
        # An update carries what a create leaves out, such as the log group.
        return apply(name, properties, succeeded(cloudtrail._update_trail(request(name, properties))))

    def update(physical_id: str, old: Properties, new: Properties, stack: str) -> Any:
        if new.get("TrailName", physical_id) != physical_id:
            delete(physical_id, old)
            return create(physical_id, new, stack)
        return apply(physical_id, new, succeeded(cloudtrail._update_trail(request(physical_id, new))))

    def delete(physical_id: str, _properties: Properties) -> None:
        succeeded(cloudtrail._delete_trail({"Name": physical_id}))

    handlers("AWS::CloudTrail::Trail").update(create=create, update=update, delete=delete)


def _selectors(selectors: list[Properties]) -> list[Properties]:
    return [
        {**each, "IncludeManagementEvents": is_true(each["IncludeManagementEvents"])}
        if "IncludeManagementEvents" in each
        else each
        for each in selectors
    ]
