"""What happens after an upload, in its own time: queues that lose nothing, and the rule that fills them."""

from stamp_infra import Stack, ref
from stamp_infra.blocks.events import rule, rule_arn
from stamp_infra.blocks.sqs import queue
from templates.s3 import UPLOAD_PREFIX, uploads

RECOGNITION_TIMEOUT_S = 30

image_queue = queue(
    "image-queue",
    visibility_s=6 * RECOGNITION_TIMEOUT_S,
    senders={"events.amazonaws.com": rule_arn("image-uploaded")},
)
notification_queue = queue("notification-queue", visibility_s=180)

image_uploaded = rule(
    "image-uploaded",
    description="A visitor's photograph has arrived: have it recognised.",
    pattern={
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": [ref(uploads)]}, "object": {"key": [{"prefix": UPLOAD_PREFIX}]}},
    },
    to=image_queue,
)

queues = (image_queue, notification_queue)

stack = Stack("messaging", [*queues, image_uploaded], description=__doc__)
