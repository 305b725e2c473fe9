"""Validators of declarations: each yields what is wrong, so that a block can report every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from troposphere import AWSHelperFn

from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from types import UnionType


_ORIGIN: Final = re.compile(
    r"https://([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+|localhost)(:(?P<port>\d{1,5}))?(?![\w.:-])",
    re.IGNORECASE | re.ASCII,
)
_PATH: Final = re.compile(r"(/[^\s?#]*)?")
_LAST_PORT: Final = 65535


def one_of(where: str, value: object, choices: Collection[object]) -> Iterator[Mistake]:
    """Yield a mistake unless the value is one of the choices or known only at deployment."""
    # By type as well: True is 1 to Python, and not a number of days to AWS.
    if not isinstance(value, AWSHelperFn) and not any(type(value) is type(c) and value == c for c in choices):
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
    if not isinstance(value, AWSHelperFn):
        yield from literal(where, value)


def literal(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is a string with something in it, known now."""
    if not isinstance(value, str) or not value.strip():
        yield Mistake(where=where, what="must be a text that is not empty", got=value, remedy="write it out")


def characters(where: str, value: str) -> Iterator[Mistake]:
    """Yield a mistake for a text that no file can hold: Python's strings may hold half a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        yield Mistake(where=where, what="holds half a character", got=ascii(value), remedy="write the character itself")


def switch(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is True, False or known only at deployment."""
    if not isinstance(value, bool | AWSHelperFn):
        yield Mistake(where=where, what="must be True or False", got=value, remedy="write one of them")


def instance(where: str, value: object, kind: type | UnionType, remedy: str) -> Iterator[Mistake]:
    """Yield a mistake unless the value is of a kind; the remedy names what makes one."""
    if not isinstance(value, kind):
        yield Mistake(where=where, what=f"is of type {type(value).__name__}", got=value, remedy=remedy)


def instances(where: str, values: object, kind: type | UnionType, remedy: str) -> Iterator[Mistake]:
    """Yield a mistake unless the value is a list of values of a kind."""
    if not isinstance(values, list | tuple):
        yield from instance(where, values, list, remedy)
        return
    for position, value in enumerate(values):
        yield from instance(f"{where}[{position}]", value, kind, remedy)


def texts(where: str, values: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is a list of texts; a text by itself would be read letter by letter."""
    if isinstance(values, str) or not isinstance(values, Sequence):
        yield Mistake(where=where, what="must be a list of texts", got=values, remedy='write a list such as ["Name"]')
        return
    for position, value in enumerate(values):
        yield from literal(f"{where}[{position}]", value)


def unique(where: str, values: Iterable[object], what: str) -> Iterator[Mistake]:
    """Yield a mistake for each value that stands in the list twice."""
    seen: list[object] = []
    for value in values:
        if value in seen:
            yield Mistake(where=where, what=f"has two {what} of one name", got=value, remedy="rename one of them")
        seen.append(value)


def https_url(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is an https URL with a host, without user, query or fragment."""
    remedy = "paste a URL such as https://example.com/app/"
    origin = _ORIGIN.match(value) if isinstance(value, str) else None
    if origin is None or int(origin["port"] or 0) > _LAST_PORT:
        yield Mistake(where=where, what="must be an https URL", got=value, remedy=remedy)
    elif not _PATH.fullmatch(origin.string, origin.end()):
        yield Mistake(where=where, what="must be scheme, host and path only", got=value, remedy=remedy)


def https_origin(where: str, value: object) -> Iterator[Mistake]:
    """Yield a mistake unless the value is `https://host[:port]`, as a browser sends it, or known only at deployment."""
    if isinstance(value, AWSHelperFn):
        return
    mistakes = list(https_url(where, value))
    yield from mistakes
    if mistakes or not isinstance(value, str):
        return
    # A browser leaves the port of https out.
    found = _ORIGIN.match(value)
    origin = found[0].lower().removesuffix(":443") if found else value
    if value != origin:
        what = "must be a bare origin, without a path and in lower case"
        yield Mistake(where=where, what=what, got=value, remedy=f"write {origin}")
