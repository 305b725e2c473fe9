"""What a client sent, read as what it must be, or refused with VALIDATION_ERROR and the field's name."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from rally import refusals
from rally.names import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver

    Values = Mapping[str, Any]

_ID: Final = r"[A-Za-z0-9_-]{1,64}"
_EVENT_ID: Final = re.compile(_ID)
_STAMP_ID: Final = re.compile(f"{_ID}#{_ID}")
_OPAQUE_ID: Final = re.compile(r"[A-Za-z0-9-]{1,64}")


def body(app: APIGatewayRestResolver, *known: str) -> Values:
    """Return the request's JSON object, which has no keys but these."""
    try:
        values = json.loads(app.current_event.decoded_body or "", parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise refusals.invalid("body", "write a JSON object") from None
    return _only(values, "body", known)


def query(app: APIGatewayRestResolver, *known: str) -> Values:
    """Return the values of the query string, each given at most once."""
    given = app.current_event.raw_event.get("multiValueQueryStringParameters") or {}
    for name, values in _only(given, "query", known).items():
        if len(values) != 1:
            raise refusals.invalid(name, "give it once")
    return {name: values[0] for name, values in given.items()}


def path(**encoded: str) -> Values:
    """Return the values of a path by the names that the API's description gives them: `path(stampId=stamp_id)`."""
    return {name: unquote(value) for name, value in encoded.items()}


def nested(values: Values, name: str, *known: str) -> Values:
    """Return an object within an object, which has no keys but these."""
    return _only(_given(values, name), name, known)


def text(values: Values, name: str, *, longest: int, shortest: int = 1) -> str:
    """Return a text of so many characters that can be shown in one line."""
    value = _given(values, name)
    if not isinstance(value, str) or not shortest <= len(value) <= longest:
        raise refusals.invalid(name, f"write a text of {shortest} to {longest} characters")
    if any(unicodedata.category(character) in UNPRINTABLE for character in value):
        raise refusals.invalid(name, "leave out control characters and line breaks")
    return value


def number(values: Values, name: str, least: float, most: float) -> float:
    """Return a number from `least` to `most`."""
    value = _given(values, name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusals.invalid(name, f"write a number from {least:g} to {most:g}")
    if not least <= value <= most or not math.isfinite(value):
        raise refusals.invalid(name, f"write a number from {least:g} to {most:g}")
    return float(value)


def integer(values: Values, name: str, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`."""
    value = number(values, name, least, most)
    if not value.is_integer():
        raise refusals.invalid(name, f"write a whole number from {least} to {most}")
    return int(value)


def choice(values: Values, name: str, *choices: str) -> str:
    """Return one of a few words."""
    value = _given(values, name)
    if not isinstance(value, str) or value not in choices:
        raise refusals.invalid(name, f"write {' or '.join(choices)}")
    return value


def event_id(values: Values, name: str = "eventId") -> str:
    """Return the id of an event."""
    return _matching(_EVENT_ID, values, name, "write an event's id: up to 64 letters, digits, _ and -")


def stamp_id(values: Values, name: str = "stampId") -> str:
    """Return the id of a stamp, `{eventId}#{localId}`."""
    return _matching(_STAMP_ID, values, name, "write a stamp's id: its event's id, # and its own")


def opaque_id(values: Values, name: str) -> str:
    """Return an id that means nothing to us but who sent it, such as a request's or an upload's."""
    return _matching(_OPAQUE_ID, values, name, "write an id: up to 64 letters, digits and -")


def _matching(pattern: re.Pattern[str], values: Values, name: str, message: str) -> str:
    value = _given(values, name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise refusals.invalid(name, message)
    return value


def _given(values: Values, name: str) -> Any:
    if values.get(name) is None:
        raise refusals.invalid(name, "it is missing")
    return values[name]


def _only(values: object, name: str, known: tuple[str, ...]) -> Values:
    if not isinstance(values, dict):
        raise refusals.invalid(name, "write a JSON object")
    for key in values:
        if key not in known:
            raise refusals.invalid(key[:64], "there is no such field")
    return values


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
