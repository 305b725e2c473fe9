"""Photographs of visitors: painted, uploaded as a page does it, and watched until they are judged."""

from __future__ import annotations

import http.client
import io
import random
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from PIL import Image

from stamp_infra.local import environment
from tests.functions.rally import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.functions.rally import Answer, Visitor

MODEL: Final = f"arn:aws:rekognition:{environment.REGION}:{environment.ACCOUNT}:project/rally/version/first/1"
SECONDS: Final = 30.0


@dataclass(frozen=True, kw_only=True)
class Upload:
    """An upload that a visitor may make; `form` is the answer that allows it."""

    visitor: Visitor
    form: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The upload's id."""
        return str(self.form["uploadId"])

    @property
    def key(self) -> str:
        """The key of the object."""
        return str(self.form["key"])

    def send(self, content: bytes, **fields: str) -> tuple[int, Mapping[str, str]]:
        """Post the form as a browser does, with these fields instead or in addition; return status and headers."""
        return posted(self.form["url"], {**self.form["fields"], **fields}, content)

    def told(self) -> Answer:
        """Return what the API tells of the upload."""
        return self.visitor.get(f"/uploads/{self.id}")

    def outcome(self) -> tuple[str, str | None]:
        """Return the status that ends the waiting, and the label or the reason."""
        told = until(lambda: self.told().body, lambda body: body["status"] != "PENDING")
        return told["status"], told.get("label") or told.get("reason")


def allowed(visitor: Visitor, stamp_id: str, content: bytes, content_type: str = "image/jpeg") -> Upload:
    """Return leave to upload this content."""
    body = {"stampId": stamp_id, "contentType": content_type, "contentLength": len(content)}
    answer = visitor.post("/s3/upload-url", body)
    assert answer.status == 201, answer
    return Upload(visitor=visitor, form=answer.body)


def uploaded(visitor: Visitor, stamp_id: str, content: bytes, content_type: str = "image/jpeg") -> Upload:
    """Return an upload that has been made."""
    upload = allowed(visitor, stamp_id, content, content_type)
    status, _ = upload.send(content)
    assert status == 204
    return upload


def painted(colour: Any, size: int = 100) -> Image.Image:
    """Return a picture of one colour but for some specks, so that no two are the same."""
    image = Image.new("RGB", (size, size), colour)
    for _ in range(20):
        image.putpixel((random.randrange(size), random.randrange(size)), (0, 0, 0))  # noqa: S311 - guards nothing
    return image


def written(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a file that holds the picture; JPEG is written so well that the specks survive."""
    file = io.BytesIO()
    image.save(file, kind, **({"quality": 95} | options))
    return file.getvalue()


def photograph(colour: Any, kind: str = "JPEG", size: int = 100, **options: Any) -> bytes:
    """Return a file with a picture that nobody else has taken."""
    return written(painted(colour, size), kind, **options)


def posted(url: str, fields: Mapping[str, str], content: bytes) -> tuple[int, Mapping[str, str]]:
    """Post a form with a file; return status and headers in lower case."""
    boundary = uuid.uuid4().hex
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}' for name in fields]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="photo"\r\n\r\n')
    body = "\r\n".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Origin": ORIGIN}
    to = urlsplit(url)
    connection = http.client.HTTPConnection(to.netloc, timeout=SECONDS)
    try:
        connection.request("POST", to.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def until(look: Callable[[], Any], good: Callable[[Any], bool]) -> Any:
    """Return what is seen when it is good; fail when it never is."""
    deadline = time.monotonic() + SECONDS
    while not good(seen := look()):
        assert time.monotonic() < deadline, f"still {seen}"
        time.sleep(0.1)
    return seen
