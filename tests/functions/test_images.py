"""A photograph earns a stamp when it shows the right thing, is one of a kind, and comes the one way that is allowed."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import os
import struct
import subprocess
import sys
import time
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image

from stamp_infra.local import environment
from templates.openapi.images import REASONS
from tests.functions.photographs import allowed, painted, photograph, until, uploaded, written
from tests.functions.rally import ORIGIN, STACK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.functions.rally import Rally, Visitor

FUNCTIONS: Final = Path(__file__).parents[2] / "templates/functions"
DAY_MS: Final = 24 * 3600 * 1000
ORANGE: Final = (255, 140, 0)
BROWN: Final = (150, 75, 0)
DESCRIPTION: Final = 0x010E
ORIENTATION: Final = 0x0112
GPS: Final = 0x8825


@pytest.fixture(scope="module")
def visitor(rally: Rally) -> Visitor:
    """Return somebody who takes photographs."""
    return rally.visitor()


@pytest.fixture(scope="module")
def stamps(rally: Rally) -> dict[str, str]:
    """Return the stamps of an event, by what is to be photographed or by what is wrong with them."""
    event = rally.event()
    now = time.time_ns() // 1_000_000
    records: dict[str, dict[str, Any]] = {
        "Tree": {},
        "Mascot": {},
        "over": {"ImageLabel": "Snow", "ValidTo": now - DAY_MS},
        "to come": {"ImageLabel": "Water", "ValidFrom": now + DAY_MS},
        "hidden": {"ImageLabel": "Deer", "Status": "DRAFT"},
        "of a place": {"ImageLabel": "Tower", "Type": "GPS"},
    }
    return {
        name: rally.stamp(event, **{"Type": "IMAGE", "ImageLabel": name, **record}) for name, record in records.items()
    }


def objects(rally: Rally, prefix: str) -> list[str]:
    found = rally.client("s3").list_objects_v2(Bucket=rally.bucket, Prefix=prefix)
    return [each["Key"] for each in found.get("Contents", [])]


def gone(rally: Rally, key: str) -> bool:
    return bool(until(lambda: objects(rally, key), lambda found: not found) == [])


def queue(rally: Rally, name: str) -> str:
    return str(rally.client("sqs").get_queue_url(QueueName=f"{STACK}-{name}")["QueueUrl"])


def arrived(key: object) -> str:
    """Return a message as EventBridge sends it for a new object."""
    return json.dumps({"source": "aws.s3", "detail-type": "Object Created", "detail": {"object": {"key": key}}})


def with_exif(content: Image.Image, **options: Any) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[DESCRIPTION] = "Tree"
    exif.get_ifd(GPS).update({1: "N", 2: (34.0, 41.0, 5.0), 3: "E", 4: (135.0, 50.0, 35.0)})
    return written(content, exif=exif, **options)


def with_two_pictures() -> bytes:
    file = io.BytesIO()
    painted("green").save(file, "MPO", save_all=True, append_images=[painted("green")])
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "label"),
    [
        pytest.param(lambda: photograph("green"), "image/jpeg", "Tree", id="a JPEG"),
        pytest.param(lambda: photograph("green", "PNG"), "image/png", "Tree", id="a PNG"),
        pytest.param(with_two_pictures, "image/jpeg", "Tree", id="a JPEG with a second picture"),
        pytest.param(lambda: with_exif(painted("green")), "image/jpeg", "Tree", id="a JPEG that lies on its side"),
        pytest.param(lambda: photograph("green", size=3000), "image/jpeg", "Tree", id="a large JPEG"),
        pytest.param(lambda: photograph("cyan"), "image/jpeg", "Mascot", id="what the rally's own model knows"),
    ],
)
def test_a_photograph_of_the_right_thing_is_recognised_and_deleted(  # noqa: PLR0917 # two fixtures, one per column
    rally: Rally,
    visitor: Visitor,
    stamps: dict[str, str],
    content: Callable[[], bytes],
    content_type: str,
    label: str,
) -> None:
    upload = uploaded(visitor, stamps[label], content(), content_type)
    assert upload.outcome() == ("RECOGNISED", label)
    assert upload.told().body == {
        "uploadId": upload.id,
        "stampId": stamps[label],
        "status": "RECOGNISED",
        "label": label,
    }
    assert gone(rally, upload.key)


def bomb() -> bytes:
    """Return a small PNG that says it has 400 million pixels."""
    content = bytearray(photograph("green", "PNG"))
    content[16:24] = struct.pack(">II", 20_000, 20_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


REJECTED: Final = [
    pytest.param("Tree", lambda: b"<html>no picture</html>", "NOT_AN_IMAGE", id="no picture"),
    pytest.param("Tree", lambda: photograph("green", "GIF"), "NOT_AN_IMAGE", id="a GIF"),
    pytest.param("Tree", lambda: photograph("green")[:-40], "NOT_AN_IMAGE", id="the end is missing"),
    pytest.param("Tree", lambda: photograph("green")[:640], "NOT_AN_IMAGE", id="a header alone"),
    pytest.param("Tree", lambda: photograph("green", "PNG"), "TYPE_MISMATCH", id="a PNG that says it is a JPEG"),
    pytest.param("Tree", lambda: written(Image.new("L", (5001, 5000))), "TOO_MANY_PIXELS", id="too many pixels"),
    pytest.param("Tree", bomb, "TOO_MANY_PIXELS", id="a bomb"),
    pytest.param("Tree", lambda: photograph("green", size=79), "TOO_SMALL", id="a thumbnail"),
    pytest.param("Tree", lambda: written(Image.new("RGB", (2000, 90), "green")), "TOO_SMALL", id="a long strip"),
    pytest.param("Tree", lambda: photograph("red"), "INAPPROPRIATE", id="what nobody should see"),
    pytest.param("Tree", lambda: photograph("blue"), "NOT_RECOGNISED", id="another thing"),
    pytest.param("Tree", lambda: with_exif(painted("black")), "NOT_RECOGNISED", id="the right thing in EXIF alone"),
    pytest.param("over", lambda: photograph("white"), "STAMP_EXPIRED", id="too late"),
    pytest.param("to come", lambda: photograph("blue"), "STAMP_NOT_VALID_YET", id="too early"),
    pytest.param("hidden", lambda: photograph(BROWN), "NOT_RECOGNISED", id="a stamp that is not shown"),
    pytest.param("of a place", lambda: photograph(ORANGE), "NOT_RECOGNISED", id="a stamp that is not photographed"),
]
BY_OTHER_TESTS: Final = {"DUPLICATE", "TOO_LARGE"}


@pytest.mark.parametrize(("stamp", "content", "reason"), REJECTED)
def test_another_photograph_is_rejected_with_its_reason_and_deleted(  # noqa: PLR0917 # two fixtures, one per column
    rally: Rally, visitor: Visitor, stamps: dict[str, str], stamp: str, content: Callable[[], bytes], reason: str
) -> None:
    upload = uploaded(visitor, stamps[stamp], content())
    assert upload.outcome() == ("REJECTED", reason)
    assert gone(rally, upload.key)


def test_every_reason_that_the_api_may_tell_is_tested() -> None:
    assert {case.values[2] for case in REJECTED} | BY_OTHER_TESTS == set(REASONS)


def test_an_object_that_is_larger_than_any_upload_is_rejected_unread(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    upload = allowed(visitor, stamps["Tree"], b"x")
    rally.client("s3").put_object(Bucket=rally.bucket, Key=upload.key, Body=bytes(10_485_761))
    assert upload.outcome() == ("REJECTED", "TOO_LARGE")
    assert gone(rally, upload.key)


def test_a_photograph_of_another_event_s_stamp_is_not_recognised(rally: Rally, visitor: Visitor) -> None:
    other = rally.stamp(rally.event(), Type="IMAGE", ImageLabel="Snow")
    assert uploaded(visitor, other, photograph("green")).outcome() == ("REJECTED", "NOT_RECOGNISED")


def test_a_photograph_counts_once_whoever_sends_it_and_whatever_is_written_beside_it(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    picture, stranger = painted("green"), rally.visitor()
    first = uploaded(visitor, stamps["Tree"], written(picture))
    assert first.outcome() == ("RECOGNISED", "Tree")
    for again in (written(picture), with_exif(picture), written(picture, comment=b"another")):
        assert uploaded(stranger, stamps["Tree"], again).outcome() == ("REJECTED", "DUPLICATE")
    assert uploaded(visitor, stamps["Tree"], written(picture)).outcome() == ("REJECTED", "DUPLICATE")
    assert first.told().body["status"] == "RECOGNISED"
    elsewhere = rally.stamp(rally.event(), Type="IMAGE", ImageLabel="Tree")
    assert uploaded(stranger, elsewhere, written(picture)).outcome() == ("RECOGNISED", "Tree")


def test_a_rejected_photograph_is_not_used_up(visitor: Visitor, stamps: dict[str, str]) -> None:
    content = photograph("green")
    assert uploaded(visitor, stamps["Mascot"], content).outcome() == ("REJECTED", "NOT_RECOGNISED")
    assert uploaded(visitor, stamps["Tree"], content).outcome() == ("RECOGNISED", "Tree")


def test_a_message_that_comes_again_changes_nothing(rally: Rally, visitor: Visitor, stamps: dict[str, str]) -> None:
    upload = uploaded(visitor, stamps["Tree"], photograph("green"))
    assert upload.outcome() == ("RECOGNISED", "Tree")
    key = {"UserId": visitor.user_id, "StampId": f"UPLOAD#{upload.id}"}
    table = rally.table("user-stamps")
    before = table.get_item(Key=key)["Item"]
    # The visitor's own second use of the form, and the queue's second delivery.
    rally.client("s3").put_object(Bucket=rally.bucket, Key=upload.key, Body=photograph("black"))
    rally.client("sqs").send_message(QueueUrl=queue(rally, "image-queue"), MessageBody=arrived(upload.key))
    assert gone(rally, upload.key)
    assert table.get_item(Key=key)["Item"] == before


def test_a_photograph_whose_recognition_was_cut_off_is_recognised_when_its_message_comes_again(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    content = photograph("green")
    upload = uploaded(visitor, stamps["Tree"], content)
    assert upload.outcome() == ("RECOGNISED", "Tree")
    assert gone(rally, upload.key)
    # As it is when the photograph is remembered and the ticket not yet written.
    rally.table("user-stamps").update_item(
        Key={"UserId": visitor.user_id, "StampId": f"UPLOAD#{upload.id}"},
        UpdateExpression="SET #Status = :pending REMOVE Label, ImageDigest",
        ExpressionAttributeNames={"#Status": "Status"},
        ExpressionAttributeValues={":pending": "PENDING"},
    )
    rally.client("s3").put_object(Bucket=rally.bucket, Key=upload.key, Body=content)
    assert upload.outcome() == ("RECOGNISED", "Tree")


@contextmanager
def impatient(rally: Rally) -> Iterator[str]:
    """Let the image queue hand out again after a second what has failed, rather than after minutes."""
    sqs, url = rally.client("sqs"), queue(rally, "image-queue")
    name = "VisibilityTimeout"
    before = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={name: "1"})
    try:
        yield url
    finally:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={name: before})


def dead_letters(rally: Rally) -> set[str]:
    """Return the bodies of some dead letters, which stay where they are."""
    url = queue(rally, "image-queue-dead-letters")
    found = rally.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return {each["Body"] for each in found.get("Messages", [])}


def test_what_cannot_be_handled_becomes_a_dead_letter_and_the_rest_of_its_batch_does_not(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    good = allowed(visitor, stamps["Tree"], b"x")
    messages = ["no JSON", "{}", arrived(None), arrived(["users"]), arrived(good.key)]
    throttled = allowed(visitor, stamps["Tree"], content := photograph("magenta"))
    with impatient(rally) as url:
        assert throttled.send(content)[0] == 204
        rally.client("s3").put_object(Bucket=rally.bucket, Key=good.key, Body=photograph("green"))
        entries = [{"Id": str(at), "MessageBody": body} for at, body in enumerate(messages)]
        rally.client("sqs").send_message_batch(QueueUrl=url, Entries=entries)
        assert good.outcome() == ("RECOGNISED", "Tree")
        letters: set[str] = set()

        def collected() -> set[str]:
            letters.update(dead_letters(rally))
            return letters

        until(collected, lambda found: set(messages[:4]) <= found and any(throttled.key in each for each in found))
    assert not any(good.key in each for each in letters)
    # Nothing is lost: when the letters are sent back, it is recognised after all.
    assert throttled.told().body["status"] == "PENDING"
    assert objects(rally, throttled.key) == [throttled.key]


@pytest.mark.parametrize("name", ["images/photo.jpg", "images/00000000-0000-4000-8000-000000000000.jpg", "notes.txt"])
def test_an_object_without_a_ticket_is_deleted_and_leaves_no_record(rally: Rally, name: str) -> None:
    prefix = f"users/{environment.REGION}:{os.urandom(8).hex()}"
    rally.client("s3").put_object(Bucket=rally.bucket, Key=f"{prefix}/{name}", Body=photograph("green"))
    assert gone(rally, prefix)
    found = rally.table("user-stamps").query(
        KeyConditionExpression="UserId = :id", ExpressionAttributeValues={":id": prefix.removeprefix("users/")}
    )
    assert found["Items"] == []


def test_leave_to_upload_is_for_one_object_and_five_minutes(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    content = photograph("green")
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    upload = allowed(visitor, stamps["Tree"], content)
    after = dt.datetime.now(dt.UTC)
    assert upload.key == f"users/{visitor.user_id}/images/{upload.id}.jpg"
    policy = json.loads(base64.b64decode(upload.form["fields"]["policy"]))
    begins = dt.datetime.fromisoformat(policy["expiration"]) - dt.timedelta(seconds=300)
    assert upload.form["expiresIn"] == 300
    assert before <= begins <= after
    other = f"users/{rally.visitor().user_id}/images/{upload.id}.jpg"
    assert upload.send(content, key=other)[0] == 403
    assert upload.send(content, key=upload.key.replace(".jpg", ".png"))[0] == 403
    assert upload.send(content, **{"Content-Type": "text/html"})[0] == 403
    assert upload.send(content, acl="public-read")[0] == 403
    assert upload.send(content + b"x")[0] == 400
    assert upload.send(content[:-1])[0] == 400
    assert objects(rally, f"users/{visitor.user_id}/images/{upload.id}") == objects(rally, other) == []
    status, headers = upload.send(content)
    assert (status, headers["access-control-allow-origin"]) == (204, ORIGIN)


def test_a_form_is_for_the_regional_host_so_that_no_redirect_breaks_a_preflight() -> None:
    program = "from rally import clients; print(clients.s3().generate_presigned_post('bucket', 'key')['url'])"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    variables = {
        "AWS_REGION": environment.REGION,
        "AWS_DEFAULT_REGION": environment.REGION,
        "AWS_ACCESS_KEY_ID": environment.ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "embedded",
        "PYTHONPATH": str(FUNCTIONS),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=inherited | variables, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"https://bucket.s3.{environment.REGION}.amazonaws.com/"


def test_an_upload_is_told_to_its_visitor_alone_and_for_a_day(
    rally: Rally, visitor: Visitor, stamps: dict[str, str]
) -> None:
    before = int(time.time())
    upload = allowed(visitor, stamps["Tree"], b"x")
    after = int(time.time())
    assert upload.told().body == {"uploadId": upload.id, "stampId": stamps["Tree"], "status": "PENDING"}
    refused = rally.visitor().get(f"/uploads/{upload.id}")
    assert (refused.status, refused.code) == (404, "UPLOAD_NOT_FOUND")
    assert refused.headers["access-control-allow-origin"] == ORIGIN
    key = {"UserId": visitor.user_id, "StampId": f"UPLOAD#{upload.id}"}
    table = rally.table("user-stamps")
    assert before <= table.get_item(Key=key)["Item"]["TTL"] - 24 * 3600 <= after
    table.update_item(
        Key=key,
        UpdateExpression="SET #TTL = :now",
        ExpressionAttributeNames={"#TTL": "TTL"},
        ExpressionAttributeValues={":now": int(time.time())},
    )
    assert upload.told().status == 404


def test_what_is_logged_and_counted_names_no_visitor(rally: Rally, stamps: dict[str, str]) -> None:
    visitor = rally.visitor()
    good = uploaded(visitor, stamps["Tree"], photograph("green"))
    bad = uploaded(visitor, stamps["Tree"], photograph("black"))
    assert (good.outcome()[0], bad.outcome()[0]) == ("RECOGNISED", "REJECTED")

    def lines() -> list[str]:
        names = [f"/aws/lambda/{STACK}-{name}" for name in ("image-upload", "image-recognize")]
        pages = [
            page
            for name in names
            for page in rally.client("logs").get_paginator("filter_log_events").paginate(logGroupName=name)
        ]
        return [event["message"] for page in pages for event in page["events"]]

    def told(upload_id: str, status: str) -> bool:
        return any(upload_id in line and status in line for line in logged)

    logged = until(lines, lambda found: sum(bad.id in line or good.id in line for line in found) >= 4)
    assert told(good.id, '"RECOGNISED"')
    assert told(bad.id, '"NOT_RECOGNISED"')
    metrics = [json.loads(line) for line in logged if "CloudWatchMetrics" in line]
    assert any(each.get("Recognitions") == [1.0] for each in metrics)
    assert any(each.get("Rejections") == [1.0] and each["reason"] == "NOT_RECOGNISED" for each in metrics)
    assert [line for line in logged if visitor.user_id in line] == []
