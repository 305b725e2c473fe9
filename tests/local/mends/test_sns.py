"""What a topic's template says is what SNS tells of the topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def topic(**properties: str) -> dict[str, dict[str, Any]]:
    return {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": aws.unique(), **properties}}}


def key(emulator: Emulator, stack: aws.Stack) -> str | None:
    attributes = aws.client(emulator, "sns").get_topic_attributes(TopicArn=stack.ids["Topic"])["Attributes"]
    found: str | None = attributes.get("KmsMasterKeyId")
    return found


def test_ministack_drops_encryption_from_a_template(plain: Emulator) -> None:
    assert key(plain, aws.create(plain, topic(KmsMasterKeyId="alias/own"))) is None


def test_a_template_sets_encryption_and_takes_it_away(mended: Emulator) -> None:
    resources = topic(KmsMasterKeyId="alias/own")
    stack = aws.create(mended, resources)
    assert key(mended, stack) == "alias/own"
    del resources["Topic"]["Properties"]["KmsMasterKeyId"]
    resources["Topic"]["Properties"]["DisplayName"] = "changed"
    aws.update(mended, stack, resources)
    assert key(mended, stack) is None
