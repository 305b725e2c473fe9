"""Rekognition tells by the colour of a picture what is on it, and tells it to whoever may ask."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from PIL import Image

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

MODEL = f"arn:aws:rekognition:{environment.REGION}:{environment.ACCOUNT}:project/p/version/v/1"
OTHER = MODEL.replace("/v/", "/other/")


def picture(colour: str, kind: str = "JPEG", size: int = 100) -> dict[str, Any]:
    file = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(file, kind)
    return {"Bytes": file.getvalue()}


def test_ministack_has_no_rekognition(plain: Emulator) -> None:
    rekognition = aws.client(plain, "rekognition")
    with pytest.raises(ClientError):
        rekognition.detect_labels(Image=picture("green"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("colour", "labels", "moderation", "custom"),
    [
        pytest.param("green", ["Tree"], [], [], id="a thing"),
        pytest.param("red", [], ["Violence"], [], id="a warning"),
        pytest.param("cyan", [], [], ["Mascot"], id="what only a model of one's own knows"),
        pytest.param("black", [], [], [], id="nothing"),
    ],
)
def test_a_colour_stands_for_a_label(  # noqa: PLR0917 # one argument per column
    mended: Emulator, kind: str, colour: str, labels: list[str], moderation: list[str], custom: list[str]
) -> None:
    rekognition, image = aws.client(mended, "rekognition"), picture(colour, kind)
    found = rekognition.detect_labels(Image=image)["Labels"]
    warned = rekognition.detect_moderation_labels(Image=image)["ModerationLabels"]
    own = rekognition.detect_custom_labels(ProjectVersionArn=MODEL, Image=image)["CustomLabels"]
    assert [[each["Name"] for each in some] for some in (found, warned, own)] == [labels, moderation, custom]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        pytest.param({"Bytes": b"GIF89a"}, "InvalidImageFormatException", id="another format"),
        pytest.param({"Bytes": picture("green")["Bytes"][:200]}, "InvalidImageFormatException", id="a part of one"),
        pytest.param({"Bytes": bytes(5 * 1024 * 1024 + 1)}, "ImageTooLargeException", id="too large"),
        pytest.param({"S3Object": {"Bucket": "bucket", "Name": "name"}}, "InvalidParameterException", id="an object"),
        pytest.param(picture("magenta"), "ProvisionedThroughputExceededException", id="the colour of throttling"),
    ],
)
def test_a_picture_is_refused_as_rekognition_does(mended: Emulator, image: dict[str, Any], code: str) -> None:
    rekognition = aws.client(mended, "rekognition")
    assert aws.refusal(lambda: rekognition.detect_labels(Image=image)) == code


def test_a_role_may_ask_for_what_it_was_granted_alone(mended: Emulator) -> None:
    statements = [aws.allow("rekognition:DetectLabels", "*"), aws.allow("rekognition:DetectCustomLabels", MODEL)]
    stack = aws.create(mended, {"Role": aws.role(*statements)}, {"Arn": {"Fn::GetAtt": ["Role", "Arn"]}})
    rekognition = aws.client(mended, "rekognition", aws.assumed(mended, stack.outputs["Arn"]))
    image = picture("green")
    calls = [
        lambda: rekognition.detect_labels(Image=image),
        lambda: rekognition.detect_custom_labels(ProjectVersionArn=MODEL, Image=image),
        lambda: rekognition.detect_custom_labels(ProjectVersionArn=OTHER, Image=image),
        lambda: rekognition.detect_moderation_labels(Image=image),
    ]
    assert [aws.refusal(call) for call in calls] == [None, None, "AccessDeniedException", "AccessDeniedException"]
