"""The document as YAML that a person reads: the same bytes on every run, and where it comes from on its first line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER: Final = "# Written by stamp-infra from {source}: edit that and run `make render`, never this file.\n\n"


class _Plain(yaml.CSafeDumper):
    """Writes a value again where it stands again: an alias would be hard to read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Plain, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Plain.add_representer(str, _text)


def to_text(body: Mapping[str, Any], source: str) -> str:
    """Return the document's text; `source` is the path of the module that declares it."""
    dumped: str = yaml.dump(dict(body), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
    return _HEADER.format(source=source) + dumped
