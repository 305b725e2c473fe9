"""image-recognize: looks at each uploaded photograph once, writes into its ticket what it shows, and deletes it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from judgement import judged
from rally import clients, clock, tickets
from rally.observe import count, failed, logger, tracer

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    Json = dict[str, Any]

# Also when all of a batch fails: each message is reported, and the queue counts how often it has come.
_processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@logger.inject_lambda_context(clear_state=True)
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Json, context: LambdaContext) -> Any:
    """Answer which of the queue's messages are to come again; after some attempts they become dead letters."""
    return process_partial_response(event=event, record_handler=_handled, processor=_processor, context=context)


def _handled(record: SQSRecord) -> None:
    # Its dead letter, if it becomes one, has the same id.
    logger.set_correlation_id(record.message_id)
    try:
        _recognise(record.json_body["detail"]["object"]["key"])
    except Exception as error:
        failed("a message could not be handled", error)
        count("RecognitionsFailed")
        raise


def _recognise(name: str) -> None:
    """Look at an object if its ticket still waits for that; nothing stays in the bucket."""
    key = tickets.of_object(name)
    ticket = _begun(key) if key else None
    if ticket is None:
        logger.info("an object without a ticket that waits for it")
        count("UploadsIgnored")
    else:
        _finish(ticket, judged(ticket, name))
    clients.s3().delete_object(Bucket=os.environ["S3_BUCKET"], Key=name)


def _begun(key: dict[str, str]) -> Json | None:
    """Return the ticket if it is waiting."""
    return _updated(key, {"RecognitionBegunAt": clock.now()})


def _finish(ticket: Json, outcome: Json) -> None:
    """Write the outcome into the ticket, unless the same message, delivered twice, has done so meanwhile."""
    if _updated({name: ticket[name] for name in ("UserId", "StampId")}, outcome) is None:
        return
    reason = outcome.get("Reason")
    if reason:
        count("Rejections", reason=reason)
    else:
        count("Recognitions")
    logger.info("looked at", ticket=ticket["StampId"], status=outcome["Status"], reason=reason)
    tracer.put_annotation("outcome", reason or outcome["Status"])


def _updated(key: dict[str, str], values: Json) -> Json | None:
    """Return the ticket with these values; None, and nothing is changed, when it does not wait."""
    client = clients.dynamodb()
    try:
        answer = client.update_item(
            TableName=os.environ["TABLE_USERSTAMPS"],
            Key=key,
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ConditionExpression="#Status = :waiting",
            ExpressionAttributeNames={"#Status": "Status", **{f"#{name}": name for name in values}},
            ExpressionAttributeValues={":waiting": tickets.PENDING, **{f":{k}": value for k, value in values.items()}},
            ReturnValues="ALL_NEW",
        )
    except client.exceptions.ConditionalCheckFailedException:
        return None
    ticket: Json = answer["Attributes"]
    return ticket
