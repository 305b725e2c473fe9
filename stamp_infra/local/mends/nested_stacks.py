"""A nested stack keeps CloudFormation's promises: what is retained stays, and what failed leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import handlers

if TYPE_CHECKING:
    from stamp_infra.local.mends.handlers import Properties

_TYPE: Final = "AWS::CloudFormation::Stack"
_ROLLING_BACK: Final = {
    "ROLLBACK_IN_PROGRESS",
    "UPDATE_ROLLBACK_IN_PROGRESS",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
}


def deletion_policies_hold() -> None:
    """Keep what a child's DeletionPolicy keeps, and let a child that cannot be deleted fail its parent.

    ministack deletes every resource of a child whatever its DeletionPolicy, and reports success when that fails.
    """
    handlers(_TYPE)["delete"] = _delete


def failed_creates_are_rolled_back() -> None:
    """Delete what a child had created when its create fails; ministack leaves all of it behind."""
    from ministack.services.cloudformation import _stacks

    known = handlers(_TYPE)
    create = known["create"]

    def create_or_roll_back(logical_id: str, properties: Properties, parent: str) -> Any:
        before = set(_stacks)
        try:
            return create(logical_id, properties, parent)
        except Exception:
            for name in set(_stacks) - before:
                if _stacks[name].get("_parent_stack_name") == parent:
                    _stacks[name]["StackStatus"] = "ROLLBACK_IN_PROGRESS"
                    known["delete"](name, {})
            raise

    known["create"] = create_or_roll_back


def unchanged_resources_keep_their_attributes() -> None:
    """Hand a resource's attributes on when an update of the child leaves it as it is.

    ministack forgets them, so that the next `Fn::GetAtt` of an unchanged role fails the update.
    """
    from ministack.services.cloudformation import _stacks, provisioners

    update = provisioners._update_resource

    def update_and_remember(  # noqa: PLR0917 # its signature is ministack's
        resource_type: str,
        physical_id: str,
        old: Properties,
        new: Properties,
        stack: str,
        logical_id: str | None = None,
        attributes: Properties | None = None,
    ) -> Any:
        record = (_stacks.get(stack) or {}).get("_resources", {}).get(logical_id) or {}
        known = attributes or record.get("Attributes") or {}
        now_id, now = update(resource_type, physical_id, old, new, stack, logical_id, known)
        return now_id, now or (known if now_id == physical_id else {})

    provisioners._update_resource = update_and_remember


def _delete(physical_id: str, _properties: Properties) -> None:
    from ministack.services.cloudformation import _exports, _stacks, provisioners

    name = provisioners._nested_stack_lookup_name(physical_id)
    stack = _stacks.get(name)
    if not stack or stack["StackStatus"] == "DELETE_COMPLETE":
        return
    rolled_back = _is_rolled_back(stack)
    _move(stack, "DELETE_IN_PROGRESS")
    failed = [
        logical_id for logical_id in _dependents_first(stack) if not _leaves(stack, logical_id, rolled_back=rolled_back)
    ]
    if failed:
        reason = f"The following resource(s) failed to delete: [{', '.join(sorted(failed))}]."
        _move(stack, "DELETE_FAILED", reason)
        raise ValueError(reason)
    for output in stack.get("Outputs", []):
        _exports.pop(output.get("ExportName"), None)
    _move(stack, "DELETE_COMPLETE")


def _is_rolled_back(stack: Any) -> bool:
    """Whether this stack goes because the operation that created it, or one above it, failed."""
    from ministack.services.cloudformation import _stacks

    while stack:
        if stack["StackStatus"] in _ROLLING_BACK:
            return True
        stack = _stacks.get(stack.get("_parent_stack_name"))
    return False


def _dependents_first(stack: Any) -> list[str]:
    from ministack.services.cloudformation.engine import _topological_sort

    held = stack["_resources"]
    order = _topological_sort(stack["_template"].get("Resources", {}), stack["_conditions"])
    # What the template no longer names, but could not be deleted before, has no dependents left.
    return [logical_id for logical_id in reversed([*order, *(set(held) - set(order))]) if logical_id in held]


def _leaves(stack: Any, logical_id: str, *, rolled_back: bool) -> bool:
    """Delete or retain one resource; return whether the stack is rid of it."""
    from ministack.services.cloudformation import provisioners
    from ministack.services.cloudformation.stacks import _add_event, _resource_policy

    name, stack_id, template = stack["StackName"], stack["StackId"], stack["_template"]
    record = stack["_resources"][logical_id]
    resource_type, physical_id = record["ResourceType"], record["PhysicalResourceId"]

    def event(status: str, reason: str = "") -> None:
        _add_event(stack_id, name, logical_id, resource_type, status, reason, physical_id)

    policy = _resource_policy(
        template.get("Resources", {}).get(logical_id),
        "DeletionPolicy",
        stack["_resources"],
        stack["_resolved_params"],
        stack["_conditions"],
        template.get("Mappings", {}),
        name,
        stack_id,
    )
    if policy == "Retain" or (policy == "RetainExceptOnCreate" and not rolled_back):
        event("DELETE_SKIPPED")
        del stack["_resources"][logical_id]
        return True
    event("DELETE_IN_PROGRESS")
    try:
        provisioners._delete_resource(resource_type, physical_id, record["Properties"], name, logical_id)
    except Exception as error:  # noqa: BLE001 # whatever a service refuses for is the resource's reason
        event("DELETE_FAILED", str(error))
        record.update(ResourceStatus="DELETE_FAILED", ResourceStatusReason=str(error))
        return False
    event("DELETE_COMPLETE")
    del stack["_resources"][logical_id]
    return True


def _move(stack: Any, status: str, reason: str = "") -> None:
    from ministack.services.cloudformation.stacks import _add_event

    stack.update(StackStatus=status, StackStatusReason=reason)
    _add_event(stack["StackId"], stack["StackName"], stack["StackName"], _TYPE, status, reason, stack["StackId"])
