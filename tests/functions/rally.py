"""The deployed rally as a visitor's page sees it, and as the organizers fill it."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import boto3

from stamp_infra.local import environment
from tests.local import aws

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stamp_infra.local.emulator import Emulator
    from tests.functions.line import Line

STACK: Final = "stamp-rally-dev"
ORIGIN: Final = "https://dev.stamp-rally.example.com"
_THROTTLED: Final = 429
_PATIENCE_S: Final = 30.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer of the API; `body` is the JSON it holds, or None."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body["code"])


@dataclass(frozen=True, kw_only=True)
class Rally:
    """dev as it is deployed: `api` is the id of its REST API, `pool` and `app` those of its user pool and client."""

    emulator: Emulator
    line: Line
    api: str
    pool: str
    app: str
    bucket: str

    @property
    def url(self) -> str:
        """Where the API answers."""
        return f"{self.emulator.url}/restapis/{self.api}/v1/_user_request_"

    def client(self, service: str) -> Any:
        """Return a client of a service, as the account's root."""
        return aws.client(self.emulator, service)

    def table(self, name: str) -> Any:
        """Return a table: users, stamp-masters or user-stamps."""
        return _tables(self.emulator).Table(f"{STACK}-{name}")

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call the API as a page does; a body that is a text is sent as it is, anything else as JSON."""
        sent = {"Origin": ORIGIN, "Content-Type": "application/json"}
        sent |= ({"Authorization": token} if token else {}) | dict(headers or {})
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        path = f"/restapis/{self.api}/v1/_user_request_{path}"
        status, received, content = aws.request(self.emulator, method, path, sent, text)
        return Answer(status=status, headers=received, body=json.loads(content) if content else None)

    def visitor(self, name: str = "Visitor", *, user_id: str | None = None) -> Visitor:
        """Return somebody who has signed in, a new person unless `user_id` says who."""
        who = user_id or new_user_id()
        body = {"idToken": self.line.token(who, name=name)}
        answer = let_in(lambda: self.request("POST", "/auth/verify", body))
        assert answer.status == 200, answer
        return Visitor(rally=self, user_id=who, tokens=answer.body)

    def event(self, **record: Any) -> str:
        """Write an event, open unless the record says otherwise, and return its id."""
        event_id = record.pop("id", f"event-{uuid.uuid4().hex[:8]}")
        default = {"EventId": "_EVENTS", "SortOrder": 1, "Name": "Event", "Status": "ACTIVE"}
        self.table("stamp-masters").put_item(Item={**default, **record, "StampId": f"EVENT#{event_id}"})
        return str(event_id)

    def stamp(self, event_id: str, **record: Any) -> str:
        """Write a stamp of an event, one of a place unless the record says otherwise, and return its id."""
        stamp_id = f"{event_id}#{record.pop('id', uuid.uuid4().hex[:8])}"
        default = {"EventId": event_id, "SortOrder": 1, "Name": "Stamp", "Type": "GPS", "Status": "ACTIVE"}
        self.table("stamp-masters").put_item(Item={**default, **record, "StampId": stamp_id})
        return stamp_id


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who is signed in."""

    rally: Rally
    user_id: str
    tokens: Mapping[str, Any]

    def call(self, method: str, path: str, body: object = None, **more: Any) -> Answer:
        """Call the API with this visitor's token."""
        return self.rally.request(method, path, body, token=self.tokens["idToken"], **more)

    def get(self, path: str) -> Answer:
        """Read."""
        return self.call("GET", path)

    def post(self, path: str, body: object = None) -> Answer:
        """Do."""
        return self.call("POST", path, body)

    def put(self, path: str, body: object) -> Answer:
        """Write."""
        return self.call("PUT", path, body)

    def delete(self, path: str) -> Answer:
        """Delete."""
        return self.call("DELETE", path)


def let_in(call: Callable[[], Answer]) -> Answer:
    """Return the answer to a call that is made again as long as it is throttled: dev lets few in at once."""
    deadline = time.monotonic() + _PATIENCE_S
    while (answer := call()).status == _THROTTLED:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return answer


def new_user_id() -> str:
    """Return a LINE user id that nobody has."""
    return f"U{uuid.uuid4().hex}"


@cache
def _tables(emulator: Emulator) -> Any:
    make: Any = boto3.resource
    return make(
        "dynamodb",
        region_name=environment.REGION,
        endpoint_url=emulator.url,
        aws_access_key_id=environment.ACCOUNT,
        aws_secret_access_key="embedded",  # noqa: S106 - the embedded AWS looks at the key id alone
    )
