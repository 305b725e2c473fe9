"""Whether a value fits the field of an environment that it stands in, and how CloudFormation has it."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import characters, https_url, one_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from dataclasses import Field

# What the SAM CLI loses or changes on the way from samconfig.toml to CloudFormation, however it is quoted.
_UNTOLD: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|\\(?=[ \"']|$)")
_TYPES: Final[dict[str, type]] = {"str": str, "int": int, "bool": bool}


def as_text(value: object) -> str:
    """Return a field's value as CloudFormation has it in a parameter: a boolean is `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def field_mistakes(where: str, declared: Field[Any], got: object) -> Iterator[Mistake]:
    """Yield what is wrong with the value of one field, as it was declared with `setting` or `parameter`."""
    facts = declared.metadata
    # A name where annotations are postponed, a class where they are not.
    kind = declared.type if isinstance(declared.type, str) else getattr(declared.type, "__name__", "")
    expected = _TYPES.get(kind)
    if expected is not None and type(got) is not expected:
        yield Mistake(where=where, what=f"must be of type {kind}", got=got, remedy="correct the value")
    elif "parameter" in facts:
        yield from _parameter_mistakes(where, facts, got)
    elif facts.get("choices"):
        yield from list(one_of(where, got, facts["choices"])) or _plain(where, got)
    elif expected is int and "minimum" in facts:
        yield from whole(where, got, facts["minimum"], facts["maximum"])
    else:
        yield from _plain(where, got)


def _parameter_mistakes(where: str, facts: Mapping[str, Any], got: object) -> Iterator[Mistake]:
    if facts["url"]:
        yield from https_url(where, got)
    if facts["pattern"] and not re.fullmatch(facts["pattern"], as_text(got)):
        remedy = f"give {facts['description']}"
        yield Mistake(where=where, what=f"must match {facts['pattern']}", got=got, remedy=remedy)
    if not isinstance(got, str | int | float) or _UNTOLD.search(as_text(got)):
        what = "must be one line of text, with no backslash before a space, a quote or its end"
        yield Mistake(where=where, what=what, got=got, remedy="write such a text: the SAM CLI can pass no other")


def property_mistakes(where: str, environment: object) -> Iterator[Mistake]:
    """Yield what is wrong with the values that an environment works out from its fields."""
    for name, value in vars(type(environment)).items():
        if isinstance(value, property):
            try:
                yield from _plain(f"{where}.{name}", getattr(environment, name))
            except Exception as error:  # noqa: BLE001 - whatever the property does, it is the declaration's own code
                what = f"cannot be worked out: {type(error).__name__}: {error}"
                yield Mistake(where=f"{where}.{name}", what=what, remedy="correct the property")


def _plain(where: str, value: object) -> Iterator[Mistake]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield from characters(where, one)
        elif not isinstance(one, int) and not (isinstance(one, float) and isfinite(one)):
            what = "must be a text, a number, a boolean, or a list of them"
            yield Mistake(where=where, what=what, got=value, remedy="write such a value: a template holds no other")
