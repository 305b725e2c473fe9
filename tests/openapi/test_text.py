"""The text is the document: read again it is the same, it names its source, and it repeats itself byte by byte."""

from __future__ import annotations

import yaml

from stamp_infra.openapi.document import to_openapi
from stamp_infra.openapi.text import to_text
from tests.openapi.declared import DOCUMENT

BODY = to_openapi(DOCUMENT)


def test_it_is_read_as_what_it_was_written_from() -> None:
    odd = BODY | {"info": {"title": "no: yes", "version": "1.0", "description": "- a\n- 御朱印 #1\n"}}
    assert yaml.safe_load(to_text(odd, "shop/openapi.py")) == odd


def test_it_is_the_same_bytes_whenever_it_is_written() -> None:
    assert to_text(to_openapi(DOCUMENT), "shop/openapi.py") == to_text(BODY, "shop/openapi.py")


def test_it_says_where_it_comes_from() -> None:
    assert to_text(BODY, "shop/openapi.py").startswith("# Written by stamp-infra from shop/openapi.py: edit that ")


def test_nothing_is_written_by_reference_to_what_stands_elsewhere() -> None:
    assert "&id" not in to_text(BODY, "shop/openapi.py")
