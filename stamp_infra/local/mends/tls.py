"""A call over loopback counts as TLS, as no call leaves the machine, unless it says that it came in the clear."""

from __future__ import annotations

from contextvars import ContextVar
from ipaddress import ip_address
from typing import Any


def loopback_counts_as_tls() -> None:
    """Let policies that demand TLS admit loopback, which ministack serves as plain HTTP and so denies to every role.

    A call with the header `X-Forwarded-Proto: http` counts as what it says, so that the denial itself can be shown.
    """
    from ministack import app

    serve, pin_request_origin = app.app, app.pin_request_origin
    in_the_clear: ContextVar[bool] = ContextVar("in_the_clear", default=False)

    async def serve_and_note(scope: Any, receive: Any, send: Any) -> None:
        in_the_clear.set((b"x-forwarded-proto", b"http") in scope.get("headers", []))
        await serve(scope, receive, send)

    def pin(source: str, secure: bool) -> None:  # noqa: FBT001 # its signature is ministack's
        pin_request_origin(source, secure or (ip_address(source).is_loopback and not in_the_clear.get()))

    app.app, app.pin_request_origin = serve_and_note, pin
