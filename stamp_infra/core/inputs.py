"""Validators of declarations: each yields what is wrong, so that a block can report every mistake at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from troposphere import AWSHelperFn

from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_HOST: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+|localhost", re.IGNORECASE)


def one_of(where: str, value: object, choices: Collection[object]) -> Iterator[Mistake]:
    """Yield a mistake unless the value is one of the choices or known only at deployment."""
    if not isinstance(value, AWSHelperFn) and value not in choices:
        listed = ", ".join(map(str, choices))
        yield Mistake(where=where, what="is not a choice", got=value, remedy=f"write one of {listed}")


def whole(where: str, value: object, minimum: int, maximum: int) -> Iterator[Mistake]:
    """Yield a mistake unless the value is an int in the closed range or known only at deployment."""
    if isinstance(value, AWSHelperFn):
        return
    if not isinstance(value, int) or isinstance(value, bool) or not minimum <= value <= maximum:
        yield Mistake(
            where=where,
            what=f"must be a whole number from {minimum} to {maximum}",
            got=value,
            remedy="write a number in that range",
        )


def text(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is a string with something in it or known only at deployment."""
    if not isinstance(value, AWSHelperFn) and (not isinstance(value, str) or not value.strip()):
        yield Mistake(where=where, what="must be a text that is not empty", got=value, remedy="write it out")


def unique(where: str, values: Iterable[object], what: str) -> Iterator[Mistake]:
    """Yield a mistake for each value that stands in the list twice."""
    seen: list[object] = []
    for value in values:
        if value in seen:
            yield Mistake(where=where, what=f"has two {what} of one name", got=value, remedy="rename one of them")
        seen.append(value)


def https_url(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is an https URL with a host, without user, query or fragment."""
    remedy = "paste a URL such as https://example.com/rally/"
    if not isinstance(value, str):
        yield Mistake(where=where, what="must be an https URL", got=value, remedy=remedy)
        return
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        yield Mistake(where=where, what="must be an https URL", got=value, remedy=remedy)
        return
    whole_host = f"{parts.hostname}{f':{port}' if port is not None else ''}"
    if parts.scheme != "https" or not parts.hostname or not _HOST.fullmatch(parts.hostname):
        yield Mistake(where=where, what="must be an https URL", got=value, remedy=remedy)
    elif parts.netloc.lower() != whole_host or parts.query or parts.fragment or re.search(r"\s", value):
        yield Mistake(where=where, what="must be scheme, host and path only", got=value, remedy=remedy)


def https_origin(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is `https://host[:port]`, as a browser sends it, or known only at deployment."""
    if isinstance(value, AWSHelperFn):
        return
    mistakes = list(https_url(where, value))
    yield from mistakes
    if not mistakes and isinstance(value, str) and (urlsplit(value).path or value != value.lower()):
        host = urlsplit(value).netloc.lower()
        yield Mistake(
            where=where,
            what="must be a bare origin, without a path and in lower case",
            got=value,
            remedy=f"write https://{host}",
        )
