"""A page of a visitor: whatever it asks and is answered is shown, and an answer that nobody expects ends the visit."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tests.functions.photographs import posted, until

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.functions.rally import Rally

# Longer ones are tokens, policies and signatures, which nobody reads.
_LONGEST: Final = 60
_SHOWN: Final = 24
_WIDTH: Final = 110


class UnexpectedError(Exception):
    """The API answered otherwise than the visit tells."""


@dataclass(kw_only=True)
class Page:
    """`say` takes the lines that are shown; `token` is sent along from the sign-in on."""

    rally: Rally
    say: Callable[[str], None]
    token: str | None = None
    calls: int = field(default=0, init=False)

    def step(self, what: str) -> None:
        """Say what comes next."""
        self.say(f"\n== {what}")

    def call(self, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
        """Call the API, show request and answer, and return the answer's body."""
        self._sends(method, path, body)
        # dev lets few in at once: a page waits a little, and asks again.
        answer = until(
            lambda: self.rally.request(method, path, body, token=self.token),
            lambda seen: seen.status != HTTPStatus.TOO_MANY_REQUESTS,
        )
        self._shows(answer.status, answer.body)
        if answer.status != status:
            raise UnexpectedError(f"{method} {path} answers {answer.status}, not {status}")
        return answer.body

    def upload(self, form: Mapping[str, Any], content: bytes) -> None:
        """Send a photograph as the form says: to the bucket, which the API has no part in."""
        fields = form["fields"]
        self._sends("POST", form["url"], {**fields, "file": f"<{len(content)} bytes>"})
        status, _ = posted(form["url"], fields, content)
        self._shows(status, None)
        if status != HTTPStatus.NO_CONTENT:
            raise UnexpectedError(f"the bucket answers {status}")

    def _sends(self, method: str, path: str, body: object) -> None:
        self.calls += 1
        self.say(f"{method} {path}")
        if body is not None:
            self.say(indented(body, "    "))

    def _shows(self, status: int, body: object) -> None:
        self.say(f"  {status} {HTTPStatus(status).phrase}")
        if body is not None:
            self.say(indented(body, "    "))


def indented(body: object, margin: str) -> str:
    """Return a body as lines: each part on one where it fits, and what only machines read cut short."""
    return margin + _laid_out(shortened(body), margin, _WIDTH - len(margin))


def _laid_out(value: Any, margin: str, room: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= room or not isinstance(value, dict | list):
        return flat
    deeper = f"{margin}  "
    parts = (
        [(f"{json.dumps(name)}: ", part) for name, part in value.items()]
        if isinstance(value, dict)
        else [("", part) for part in value]
    )
    lines = [f"{deeper}{name}{_laid_out(part, deeper, _WIDTH - len(deeper) - len(name) - 1)}" for name, part in parts]
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return "\n".join([opened, ",\n".join(lines), f"{margin}{closed}"])


def shortened(value: Any) -> Any:
    """Return a body whose long texts without a space are cut short."""
    if isinstance(value, dict):
        return {name: shortened(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shortened(part) for part in value]
    if isinstance(value, str) and len(value) > _LONGEST and " " not in value and "://" not in value:
        return f"{value[:_SHOWN]}... ({len(value)} characters)"
    return value
