"""A nested stack keeps what its template retains, leaves nothing behind when it fails, and can be updated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

IMPOSSIBLE = {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Fn::GetAtt": ["Queue", "NoSuch"]}]}}


def queue(name: str, **attributes: str) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name}, **attributes}


def exists(emulator: Emulator, name: str) -> bool:
    return aws.refusal(lambda: aws.client(emulator, "sqs").get_queue_url(QueueName=name)) is None


def deleted_child(emulator: Emulator, **attributes: str) -> tuple[str, bool]:
    """Create and delete a root whose child has a queue; return the root's status and whether the queue is left."""
    name = aws.unique()
    stack = aws.create(emulator, {"Child": aws.nested(emulator, {"Queue": queue(name, **attributes)})})
    assert stack.status == "CREATE_COMPLETE"
    return aws.delete(emulator, stack).status, exists(emulator, name)


def test_ministack_deletes_what_a_child_retains(plain: Emulator) -> None:
    assert deleted_child(plain, DeletionPolicy="Retain") == ("DELETE_COMPLETE", False)


def test_what_a_child_retains_outlives_the_root(mended: Emulator) -> None:
    assert deleted_child(mended, DeletionPolicy="Retain") == ("DELETE_COMPLETE", True)
    assert deleted_child(mended, DeletionPolicy="RetainExceptOnCreate") == ("DELETE_COMPLETE", True)
    assert deleted_child(mended) == ("DELETE_COMPLETE", False)


def test_what_a_child_retains_outlives_the_child_when_the_root_no_longer_names_it(mended: Emulator) -> None:
    kept, gone = aws.unique("kept"), aws.unique("gone")
    child = aws.nested(mended, {"Kept": queue(kept, DeletionPolicy="Retain"), "Gone": queue(gone)})
    stack = aws.create(mended, {"Child": child, "Other": queue(aws.unique())})
    aws.update(mended, stack, {"Other": queue(aws.unique())})
    assert (exists(mended, kept), exists(mended, gone)) == (True, False)


def test_what_a_grandchild_retains_outlives_the_root(mended: Emulator) -> None:
    name = aws.unique()
    grandchild = aws.nested(mended, {"Queue": queue(name, DeletionPolicy="Retain")})
    stack = aws.create(mended, {"Child": aws.nested(mended, {"Grandchild": grandchild})})
    aws.delete(mended, stack)
    assert exists(mended, name)


def test_a_child_keeps_what_it_replaces_when_update_replace_policy_says_so(mended: Emulator) -> None:
    left: dict[str, bool] = {}
    for keep in ("Retain", "Delete"):
        before, after = aws.unique("before"), aws.unique("after")
        attributes = {"UpdateReplacePolicy": keep}
        stack = aws.create(mended, {"Child": aws.nested(mended, {"Queue": queue(before, **attributes)})})
        stack = aws.update(mended, stack, {"Child": aws.nested(mended, {"Queue": queue(after, **attributes)})})
        assert (stack.status, exists(mended, after)) == ("UPDATE_COMPLETE", True)
        left[keep] = exists(mended, before)
    assert left == {"Retain": True, "Delete": False}


def test_a_child_that_cannot_be_deleted_stops_the_delete_of_the_root(mended: Emulator) -> None:
    pool = {"Type": "AWS::Cognito::UserPool", "Properties": {"DeletionProtection": "ACTIVE"}}
    stack = aws.create(mended, {"Child": aws.nested(mended, {"Pool": pool})})
    deleted = aws.delete(mended, stack)
    assert deleted.status == "DELETE_FAILED"
    assert "Pool" in " ".join(deleted.reasons)


def failed_child(emulator: Emulator, name: str, **attributes: str) -> aws.Stack:
    child = {"Queue": queue(name, **attributes), "Policy": IMPOSSIBLE}
    return aws.create(emulator, {"Child": aws.nested(emulator, child)})


def test_ministack_leaves_a_failed_child_behind(plain: Emulator) -> None:
    name = aws.unique()
    assert failed_child(plain, name).status == "ROLLBACK_COMPLETE"
    assert exists(plain, name)


def test_a_failed_child_is_rolled_back_and_keeps_only_what_is_retained_even_then(mended: Emulator) -> None:
    kept, gone, plainly = aws.unique("kept"), aws.unique("gone"), aws.unique("plainly")
    for name, attributes in (
        (kept, {"DeletionPolicy": "Retain"}),
        (gone, {"DeletionPolicy": "RetainExceptOnCreate"}),
        (plainly, {}),
    ):
        assert failed_child(mended, name, **attributes).status == "ROLLBACK_COMPLETE"
    assert [exists(mended, name) for name in (kept, gone, plainly)] == [True, False, False]


def test_a_child_that_was_complete_goes_when_the_create_of_the_root_fails(mended: Emulator) -> None:
    name = aws.unique()
    child = aws.nested(mended, {"Queue": queue(name, DeletionPolicy="RetainExceptOnCreate")})
    stack = aws.create(
        mended,
        {
            "Child": child,
            "Queue": queue(aws.unique()) | {"DependsOn": "Child"},
            "Policy": IMPOSSIBLE,
        },
    )
    assert stack.status == "ROLLBACK_COMPLETE"
    assert not exists(mended, name)


def test_a_failed_update_of_a_child_leaves_it_as_it_was(mended: Emulator) -> None:
    name, other = aws.unique(), aws.unique("other")
    stack = aws.create(mended, {"Child": aws.nested(mended, {"Queue": queue(name)})})
    longer = queue(name)
    longer["Properties"]["VisibilityTimeout"] = 99
    worse = {"Queue": longer, "Other": queue(other), "Policy": IMPOSSIBLE | {"DependsOn": "Other"}}
    assert aws.update(mended, stack, {"Child": aws.nested(mended, worse)}).status == "UPDATE_ROLLBACK_COMPLETE"
    assert (exists(mended, name), exists(mended, other)) == (True, False)
    sqs = aws.client(mended, "sqs")
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"]
    assert found == {"VisibilityTimeout": "30"}


def updated_beside_a_role(emulator: Emulator) -> aws.Stack:
    """Update a child in which a role stays as it is, and whose output is an attribute of that role."""
    child = {"Role": aws.role(), "Queue": queue(aws.unique())}
    arn = {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}}
    passed_on = {"Arn": {"Fn::GetAtt": ["Child", "Outputs.Arn"]}}
    stack = aws.create(emulator, {"Child": aws.nested(emulator, child, arn)}, passed_on)
    child["Queue"]["Properties"]["VisibilityTimeout"] = 99
    updated = aws.update(emulator, stack, {"Child": aws.nested(emulator, child, arn)}, passed_on)
    assert updated.outputs == stack.outputs
    return updated


def test_ministack_cannot_update_a_child_in_which_a_role_stays_as_it_is(plain: Emulator) -> None:
    assert updated_beside_a_role(plain).status == "UPDATE_ROLLBACK_FAILED"


def test_a_child_in_which_a_role_stays_as_it_is_can_be_updated(mended: Emulator) -> None:
    assert updated_beside_a_role(mended).status == "UPDATE_COMPLETE"
