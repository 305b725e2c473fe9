"""The body of a call to S3, from values named as S3's API names them."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

_NAMESPACE: Final = "http://s3.amazonaws.com/doc/2006-03-01/"


def document(name: str, values: dict[str, Any]) -> bytes:
    """Return the XML of `values` under one element `name`: a list repeats its element; what is empty is left out."""
    root = Element(name, xmlns=_NAMESPACE)
    _fill(root, values)
    return tostring(root)


def _fill(parent: Element, values: dict[str, Any]) -> None:
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if any(one is not None for one in each.values()):
                    _fill(SubElement(parent, name), each)
            elif each is not None:
                SubElement(parent, name).text = str(each).lower() if isinstance(each, bool) else str(each)
