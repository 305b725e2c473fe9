"""From the sign-in to the reward of the sample event, and away again: nothing of the visitor is left."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from tests.functions.photographs import photograph, until
from tests.functions.rally import new_user_id

if TYPE_CHECKING:
    from tests.demo.page import Page

EVENT: Final = "nara-park"
STATION: Final = {"lat": 34.6807, "lon": 135.8197, "accuracy": 15}
# What the embedded AWS's stand-in for Rekognition sees in a picture, by the stamp it is for.
COLOURS: Final = {f"{EVENT}#deer": (150, 75, 0), f"{EVENT}#pagoda": (255, 140, 0)}


def walk(page: Page) -> None:
    """Play a visitor; raise `UnexpectedError` at the first answer that is not the one this tells."""
    _sign_in(page)
    stamps = _look_around(page)
    by_place = [stamp for stamp in stamps if stamp["type"] == "GPS"]
    _collect_by_place(page, by_place)
    for stamp in stamps:
        if stamp["type"] == "IMAGE":
            _collect_by_photograph(page, stamp["stampId"])
    _claim(page)
    page.step("Delete the account and all that belongs to it")
    page.call("DELETE", "/users/me", status=204)


def _sign_in(page: Page) -> None:
    page.step("LIFF has an ID token of LINE, and the page signs in with it")
    id_token = page.rally.line.token(new_user_id(), name="しか", picture="https://example.com/deer.png")
    tokens = page.call("POST", "/auth/verify", {"idToken": id_token})
    page.token = tokens["idToken"]
    page.step("Stay signed in, without LINE")
    page.token = page.call("POST", "/auth/refresh", {"refreshToken": tokens["refreshToken"]})["idToken"]
    page.step("Choose the name that others see")
    page.call("GET", "/users/me")
    page.call("PUT", "/users/me", {"displayName": "せんとう"})


def _look_around(page: Page) -> list[Any]:
    page.step("What is on, and what is there to collect?")
    page.call("GET", "/events")
    stamps: list[Any] = page.call("GET", f"/events/{EVENT}/stamps")["stamps"]
    return stamps


def _collect_by_place(page: Page, stamps: list[Any]) -> None:
    first = stamps[0]["stampId"]
    page.step("At the station: how far is the first stamp? Too far")
    page.call("POST", "/gps/verify", {"stampId": first, **STATION})
    page.call("POST", "/stamps/award", _by_place(first, STATION), status=400)
    page.step("At each place: collect its stamp")
    for stamp in stamps:
        here = {"lat": stamp["location"]["lat"], "lon": stamp["location"]["lon"], "accuracy": 10}
        request = _by_place(stamp["stampId"], here)
        page.call("POST", "/stamps/award", request)
    page.step("The same request again is answered the same; another one is refused; too early for the reward")
    page.call("POST", "/stamps/award", request)
    page.call("POST", "/stamps/award", {**request, "requestId": str(uuid.uuid4())}, status=409)
    page.call("POST", f"/events/{EVENT}/reward", status=409)


def _collect_by_photograph(page: Page, stamp_id: str) -> None:
    page.step(f"Photograph what {stamp_id} asks for, upload it, wait until it is recognised, collect the stamp")
    content = photograph(COLOURS[stamp_id])
    asked = {"stampId": stamp_id, "contentType": "image/jpeg", "contentLength": len(content)}
    form = page.call("POST", "/s3/upload-url", asked, status=201)
    page.upload(form, content)
    path = f"/uploads/{form['uploadId']}"
    until(lambda: page.rally.request("GET", path, token=page.token).body["status"], lambda seen: seen != "PENDING")
    page.call("GET", path)
    evidence = {"method": "IMAGE", "uploadId": form["uploadId"], "requestId": str(uuid.uuid4())}
    page.call("POST", "/stamps/award", {"stampId": stamp_id, **evidence})


def _claim(page: Page) -> None:
    page.step("All stamps are there: claim the reward, once")
    page.call("GET", f"/stamps?eventId={EVENT}")
    page.call("GET", f"/stamps/{quote(next(iter(COLOURS)), safe='')}")
    page.call("POST", f"/events/{EVENT}/reward")
    page.call("POST", f"/events/{EVENT}/reward", status=409)
    page.step("Who is ahead?")
    page.call("GET", f"/ranking/{EVENT}")


def _by_place(stamp_id: str, location: dict[str, float]) -> dict[str, Any]:
    return {"stampId": stamp_id, "method": "GPS", "location": location, "requestId": str(uuid.uuid4())}
