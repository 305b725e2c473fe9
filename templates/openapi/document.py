"""The document: every route of the API in one of these modules, or it is not written."""

from stamp_infra.openapi import Document, Parameter
from templates.api_gateway import api
from templates.app import app
from templates.openapi import events, images, stamps, visitors
from templates.openapi.shapes import EVENT_ID, EVENT_NAME, HALL, STAMP_ID, UPLOAD

DESCRIPTION = """\
What the LIFF pages of the stamp rally call. Sign in with `POST /auth/verify`, then send its `idToken` with every call.

- Times are milliseconds since 1970, distances metres, positions degrees.
- An error has a `code` to decide by and a `message` for developers, and some have details beside them.
- In a path, the `#` of a stamp's id is written `%23`.
- Only pages of the LIFF endpoint's origin may read the answers.
"""

document = Document(
    title="Stamp rally",
    version="1.0.0",
    description=DESCRIPTION,
    app=app,
    api=api,
    operations={**visitors.operations, **events.operations, **stamps.operations, **images.operations},
    parameters={
        "eventId": Parameter(schema=EVENT_ID, what="An event's id.", example=EVENT_NAME),
        "stampId": Parameter(schema=STAMP_ID, what="A stamp's id: its event's, `#` and its own.", example=HALL),
        "uploadId": Parameter(
            schema={"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"}, what="An upload's id.", example=UPLOAD
        ),
        "after": Parameter(
            schema={"type": "string", "maxLength": 129},
            what="The `next` of the page before; not together with `eventId`.",
            example=HALL,
        ),
    },
    tags={
        visitors.SIGN_IN: "From LINE's token to the tokens of every other call.",
        visitors.PROFILE: "The visitor's own account.",
        events.EVENTS: "What is on, who is ahead, and the reward.",
        stamps.STAMPS: "What there is to collect, and collecting it.",
        images.UPLOADS: "Photographs for stamps that are collected by one.",
    },
    sign_in="The `idToken` of POST /auth/verify, with or without `Bearer` before it.",
)
