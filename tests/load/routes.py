"""A request of every route, as often as it is asked for: each is answered well, however many visitors there are."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from tests.load.ground import collected

if TYPE_CHECKING:
    from tests.functions.rally import Answer, Rally, Visitor
    from tests.load.ground import Ground

_PLACE: Final = {"lat": 34.6851, "lon": 135.843, "accuracy": 10}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is sent, with which token, and which status is the right one."""

    method: str
    path: str
    body: object = None
    token: str | None = None
    status: int = 200

    def send(self, rally: Rally) -> Answer:
        """Send it to the API of a rally; fail when the answer is not the right one."""
        answer = rally.request(self.method, self.path, self.body, token=self.token)
        assert answer.status == self.status, (self.method, self.path, answer)
        return answer


Routes = Mapping[str, Callable[[int], Request]]


def routes(rally: Rally, on: Ground) -> Routes:
    """Return, by route, what makes its n-th request; a route that does different things is named more than once."""
    who, collector = on.visitor, on.collector
    stamp = quote(f"{on.event}#stamp-0", safe="")

    def by(somebody: Visitor, method: str, path: str, body: object = None, status: int = 200) -> Request:
        return Request(method=method, path=path, body=body, token=somebody.tokens["idToken"], status=status)

    def mine(method: str, path: str, body: object = None) -> Callable[[int], Request]:
        made = by(who, method, path, body)
        return lambda _: made

    def anonymous(path: str, body: object) -> Callable[[int], Request]:
        made = Request(method="POST", path=path, body=body)
        return lambda _: made

    def award(body: Callable[[int], dict[str, Any]], status: int = 200) -> Callable[[int], Request]:
        return lambda n: by(collector, "POST", "/stamps/award", {**body(n), "requestId": uuid.uuid4().hex}, status)

    def by_place(n: int) -> dict[str, Any]:
        return {"stampId": f"{on.fresh}#place-{n}", "method": "GPS", "location": _PLACE}

    def by_photograph(n: int) -> dict[str, Any]:
        return {"stampId": f"{on.fresh}#photograph-{n}", "method": "IMAGE", "uploadId": on.tickets[n]}

    def goodbye(_: int) -> Request:
        leaving = rally.visitor("Visitor")
        with rally.table("user-stamps").batch_writer() as stamps:
            for record in collected(leaving.user_id, on.event, 0):
                stamps.put_item(Item=record)
        return Request(method="DELETE", path="/users/me", token=leaving.tokens["idToken"], status=204)

    photograph = {"stampId": f"{on.fresh}#photograph-0", "contentType": "image/jpeg", "contentLength": 1000}
    return {
        "POST /auth/verify": anonymous("/auth/verify", {"idToken": rally.line.token(who.user_id, name="Visitor")}),
        "POST /auth/refresh": anonymous("/auth/refresh", {"refreshToken": who.tokens["refreshToken"]}),
        "GET /users/me": mine("GET", "/users/me"),
        "PUT /users/me": mine("PUT", "/users/me", {"displayName": "Hanako"}),
        "GET /events": mine("GET", "/events"),
        "GET /events/{eventId}/stamps": mine("GET", f"/events/{on.event}/stamps"),
        "GET /stamps": mine("GET", "/stamps"),
        "GET /stamps?eventId=": mine("GET", f"/stamps?eventId={on.event}"),
        "GET /stamps/{stampId}": mine("GET", f"/stamps/{stamp}"),
        "POST /gps/verify": mine("POST", "/gps/verify", {"stampId": f"{on.event}#stamp-0", **_PLACE}),
        "POST /stamps/award, by place": award(by_place),
        "POST /stamps/award, again": award(by_place, 409),
        "POST /stamps/award, by photograph": award(by_photograph),
        "POST /s3/upload-url": lambda _: by(collector, "POST", "/s3/upload-url", photograph, 201),
        "GET /uploads/{uploadId}": lambda n: by(collector, "GET", f"/uploads/{on.tickets[n]}"),
        "POST /events/{eventId}/reward": lambda n: by(collector, "POST", f"/events/{on.rewards[n]}/reward"),
        "GET /ranking/{eventId}": mine("GET", f"/ranking/{on.event}"),
        "DELETE /users/me": goodbye,
    }
