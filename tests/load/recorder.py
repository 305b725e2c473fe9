"""A proxy before DynamoDB that tells of each call what it read or wrote, and how many capacity units that costs."""

from __future__ import annotations

import http.client
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local import environment
from tests.load import units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.functions.rally import Rally

    Json = dict[str, Any]

READS: Final = frozenset({"GetItem", "Query"})
TABLES: Final = ("users", "stamp-masters", "user-stamps")
_SECONDS: Final = 30.0
# Where the parts of a transaction, and the single calls, name what they write.
_NAMED_BY: Final = {"Put": "Item", "Update": "Key", "Delete": "Key"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call: `items` were returned or written, and `scanned` looked at for that."""

    action: str
    items: int
    scanned: int
    units: float

    @property
    def reads(self) -> bool:
        """Whether its units are of reads."""
        return self.action in READS


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """What has passed on its way to the tables, in `calls`; `url` is the endpoint for functions."""

    rally: Rally
    url: str
    calls: list[Call] = field(default_factory=list)

    def taken(self) -> tuple[Call, ...]:
        """Return what has passed since the last time."""
        taken = tuple(self.calls)
        self.calls.clear()
        return taken

    def pass_on(self, action: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Return status and body of the answer, and remember the call."""
        asked = json.loads(body)
        if action in READS:
            whole = self._whole(asked) if "ProjectionExpression" in asked else None
            status, content = self._sent(body, headers)
            self.calls.append(_read(action, asked, json.loads(content), whole))
            return status, content
        keys = [*self._written(action, asked)]
        before = [self._item(*key) for key in keys]
        status, content = self._sent(body, headers)
        # A condition that does not hold leaves an item as it is, and costs a write all the same.
        cost = sum(
            units.write(old, self._item(*key), self._indexes[key[0]], transactional=action == "TransactWriteItems")
            for key, old in zip(keys, before, strict=True)
        )
        self.calls.append(Call(action=action, items=len(keys), scanned=len(keys), units=cost))
        return status, content

    def _sent(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(environment.HOST, self.rally.emulator.port, timeout=_SECONDS)
        try:
            connection.request("POST", "/", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _whole(self, query: Json) -> list[Json]:
        """Return what a query finds as it is in the table: what a projection leaves out is read all the same."""
        all_of_it = {name: value for name, value in query.items() if name != "ProjectionExpression"}
        found: list[Json] = self._client.query(**all_of_it)["Items"]
        return found

    def _written(self, action: str, asked: Json) -> Iterator[tuple[str, Json]]:
        """Yield table and key of each item that a call writes."""
        if action == "TransactWriteItems":
            parts = [(kind, part) for each in asked["TransactItems"] for kind, part in each.items()]
            named = [(part["TableName"], part[_NAMED_BY[kind]]) for kind, part in parts]
        elif action == "BatchWriteItem":
            named = [
                (table, part.get("Item") or part["Key"])
                for table, writes in asked["RequestItems"].items()
                for each in writes
                for part in each.values()
            ]
        else:
            named = [(asked["TableName"], asked[_NAMED_BY[action.removesuffix("Item")]])]
        for table, item in named:
            yield (
                table,
                {each["AttributeName"]: item[each["AttributeName"]] for each in self._tables[table]["KeySchema"]},
            )

    def _item(self, table: str, key: Json) -> Json | None:
        found: Json | None = self._client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
        return found

    @cached_property
    def _tables(self) -> dict[str, Json]:
        names = [self.rally.table(name).name for name in TABLES]
        return {name: self._client.describe_table(TableName=name)["Table"] for name in names}

    @cached_property
    def _indexes(self) -> dict[str, list[units.Index]]:
        return {name: units.indexes(table) for name, table in self._tables.items()}

    @property
    def _client(self) -> Any:
        return self.rally.client("dynamodb")


def _read(action: str, asked: Json, answer: Json, whole: list[Json] | None) -> Call:
    if action == "GetItem":
        items = [answer["Item"]] if "Item" in answer else []
        scanned = len(items)
    else:
        items, scanned = answer["Items"], answer["ScannedCount"]
    cost = units.read(items if whole is None else whole, consistent=asked.get("ConsistentRead", False))
    return Call(action=action, items=len(items), scanned=scanned, units=cost)


@contextmanager
def recording(rally: Rally) -> Iterator[Recorder]:
    """Record while the block runs."""
    server = ThreadingHTTPServer((environment.HOST, 0), _Handler)
    recorder = Recorder(rally=rally, url=f"http://localhost:{server.server_port}")
    server.recorder = recorder  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # clients keep their connections

    def do_POST(self) -> None:
        recorder: Recorder = self.server.recorder  # type: ignore[attr-defined]
        action = self.headers["X-Amz-Target"].rpartition(".")[2]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # With the Host that the client has signed.
        status, content = recorder.pass_on(action, body, dict(self.headers))
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: what has passed is in the recorder."""
