"""Photographs: leave to upload one, and what has become of it."""

from stamp_infra.openapi import Answer, Operation, Shape, record
from templates.openapi import failures
from templates.openapi.shapes import DEER, STAMP_ID, TEXT, UPLOAD, UPLOAD_ID

UPLOADS = "uploads"
REASONS = [
    "DUPLICATE",
    "INAPPROPRIATE",
    "NOT_AN_IMAGE",
    "NOT_RECOGNISED",
    "STAMP_EXPIRED",
    "STAMP_NOT_VALID_YET",
    "TOO_LARGE",
    "TOO_MANY_PIXELS",
    "TOO_SMALL",
    "TYPE_MISMATCH",
]

upload_form = Shape(
    "UploadForm",
    record(
        {
            "uploadId": UPLOAD_ID,
            "key": TEXT,
            "url": {"type": "string", "format": "uri", "description": "Where to POST the form."},
            "fields": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "All of the form's fields, before `file`, which comes last.",
            },
            "expiresIn": {"type": "integer", "minimum": 1, "maximum": 300, "description": "Seconds."},
        }
    ),
)
upload = Shape(
    "Upload",
    record(
        {
            "uploadId": UPLOAD_ID,
            "stampId": STAMP_ID,
            "status": {
                **failures.UPLOAD_STATUS,
                "description": "RECOGNISED: collect the stamp with `uploadId`.",
            },
            "label": {**TEXT, "description": "What is on it, once it is recognised."},
            "reason": {"type": "string", "enum": REASONS, "description": "Why it is rejected."},
        },
        optional=["label", "reason"],
    ),
)

_upload = {"uploadId": UPLOAD, "stampId": DEER}
_key = f"users/U4af4980629/images/{UPLOAD}.jpg"

operations = {
    "POST /s3/upload-url": Operation(
        name="createUpload",
        tag=UPLOADS,
        summary="Leave to upload a photograph",
        description=(
            "For one photograph of exactly this type and length. Send `fields` and then `file` as multipart/form-data "
            "to `url`, and ask for the upload until its status is not PENDING any more."
        ),
        sends={"a photograph": {"stampId": DEER, "contentType": "image/jpeg", "contentLength": 482113}},
        answers=[
            Answer(
                status=201,
                what="The form.",
                shape=upload_form,
                examples={
                    "form": {
                        "uploadId": UPLOAD,
                        "key": _key,
                        "url": "https://uploads.s3.ap-northeast-1.amazonaws.com/",
                        "fields": {"Content-Type": "image/jpeg", "key": _key, "policy": "eyJleHBpcmF0aW9uIjog..."},
                        "expiresIn": 300,
                    }
                },
            )
        ],
        failures=[failures.invalid("contentType")],
    ),
    "GET /uploads/{uploadId}": Operation(
        name="showUpload",
        tag=UPLOADS,
        summary="What has become of an upload",
        answers=[
            Answer(
                what="The upload.",
                shape=upload,
                examples={
                    "not looked at yet": {**_upload, "status": "PENDING"},
                    "recognised": {**_upload, "status": "RECOGNISED", "label": "Deer"},
                    "rejected": {**_upload, "status": "REJECTED", "reason": "DUPLICATE"},
                },
            )
        ],
        failures=[failures.invalid("uploadId"), failures.upload_not_found],
    ),
}
