"""YAML and JSON text becomes plain data as CloudFormation reads it: long-form intrinsics, keys as they are written."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import Any, Final

import yaml

from stamp_infra.core.errors import Mistake, UserError

_FUNCTIONS: Final = frozenset(
    "And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAtt GetAZs GetStackOutput If "
    "ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll".split()
)
_TIMESTAMP: Final = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.CSafeLoader):
    """libyaml's loader, which notes every mistake instead of stopping at the first."""

    # `Version: 2012-10-17` is a text, not a date.
    yaml_implicit_resolvers = {  # noqa: RUF012 - how PyYAML is told
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def __init__(self, text: str, where: str) -> None:
        super().__init__(text)
        self.where = where
        self._mistakes: list[tuple[int, Mistake]] = []

    def mistake(self, node: yaml.Node, what: str, got: object, remedy: str) -> None:
        """Note a mistake at the line of a node."""
        line = node.start_mark.line + 1
        self._mistakes.append((line, Mistake(where=f"{self.where}:{line}", what=what, got=got, remedy=remedy)))

    def mistakes(self) -> list[Mistake]:
        """Return every mistake noted, in the order of the document."""
        return [mistake for _, mistake in sorted(self._mistakes, key=itemgetter(0))]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Return the mapping with each key as it is written: the account 012345678901 and `on` are texts."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.mistake(key, "has a key that is not a text", None, "write a name before the colon")
            elif key.value in seen:
                remedy = "remove one: CloudFormation would keep only the last"
                self.mistake(key, "has a key twice in one mapping", key.value, remedy)
            else:
                seen.add(key.value)
        # After the look for duplicates: a key may well stand again in what `<<` merges.
        self.flatten_mapping(node)
        scalars = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
        return {key.value: self.construct_object(value, deep=deep) for key, value in scalars}

    def construct_function(self, suffix: str, node: yaml.Node) -> Any:
        """Return the long form of `!Suffix`."""
        value: Any
        if isinstance(node, yaml.ScalarNode):
            value = node.value
        elif isinstance(node, yaml.SequenceNode):
            value = self.construct_sequence(node, deep=True)
        else:
            value = self.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else None
        if suffix in ("Ref", "Condition"):
            return {suffix: value}
        if suffix not in _FUNCTIONS:
            self.mistake(node, "has a tag that CloudFormation does not know", f"!{suffix}", "correct the tag's name")
        return {f"Fn::{suffix}": _split(value) if suffix == "GetAtt" else value}


_Loader.add_multi_constructor("!", _Loader.construct_function)


def parse(text: str, where: str) -> Any:
    """Return a document's data; raise a UserError that lists every mistake with its line."""
    if not text.lstrip().startswith("{"):
        return _parse_yaml(text, where)
    try:
        return _long(json.loads(text, object_pairs_hook=_once, parse_constant=str))
    except json.JSONDecodeError as error:
        otherwise = Mistake(
            where=f"{where}:{error.lineno}", what=f"is not JSON: {error.msg}", remedy="correct it there"
        )
    except (ValueError, RecursionError) as error:
        otherwise = Mistake(where=where, what=f"is not JSON: {error}", remedy="correct it")
    # YAML's flow style begins like JSON, and its loader knows the line of every mistake.
    return _parse_yaml(text, where, otherwise=otherwise)


def _parse_yaml(text: str, where: str, *, otherwise: Mistake | None = None) -> Any:
    loader: _Loader | None = None
    try:
        loader = _Loader(text, where)
        data = loader.get_single_data()
        # What has no text in JSON (a date, bytes, itself through an alias) CloudFormation cannot receive.
        json.dumps(data, allow_nan=False)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        what = f"is not YAML: {error.problem or error.context}"
        raise UserError([otherwise or Mistake(where=where + line, what=what, remedy="correct it there")]) from error
    except yaml.YAMLError as error:
        what = f"is not YAML: {' '.join(str(error).split())}"
        raise UserError([otherwise or Mistake(where=where, what=what, remedy="remove that character")]) from error
    except (TypeError, ValueError, RecursionError) as error:
        what = "holds a value that is no text, number, list or mapping, or that is nested in itself or too deep"
        mistake = otherwise or Mistake(where=where, what=what, remedy="write it out plainly")
        raise UserError((loader.mistakes() if loader else []) or [mistake]) from error
    finally:
        if loader is not None:
            loader.dispose()
    mistakes = loader.mistakes()
    if mistakes:
        raise UserError(mistakes)
    return _long(data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return result


def _long(value: Any) -> Any:
    """Bring `Fn::GetAtt: A.B` into its one long form, everywhere."""
    if isinstance(value, dict):
        return {k: _split(v) if k == "Fn::GetAtt" else _long(v) for k, v in value.items()}
    return [_long(item) for item in value] if isinstance(value, list) else value


def _split(value: Any) -> Any:
    return value.split(".", 1) if isinstance(value, str) else value
