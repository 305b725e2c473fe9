"""Global secondary indexes: another key over the same items, with just the attributes that its queries need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troposphere import dynamodb

from stamp_infra.blocks.dynamodb.keys import key_mistakes, schema, typed
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import texts, unique
from stamp_infra.core.naming import kebab
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_INDEXES: Final = 20
MAX_INCLUDED: Final = 20


@record(kw_only=False)
class Index:
    """A global secondary index. `key` and `sort` are `Name` or `Name:T` with T one of S, N, B.

    `include` lists the attributes to project beside the keys; without it everything is projected, with an empty list
    the keys alone.
    """

    name: str
    key: str
    sort: str | None = None
    include: Sequence[str] | None = None

    def resource(self) -> dynamodb.GlobalSecondaryIndex:
        """Return the index as the table holds it."""
        if self.include is None:
            projection = dynamodb.Projection(ProjectionType="ALL")
        elif self.include:
            projection = dynamodb.Projection(ProjectionType="INCLUDE", NonKeyAttributes=list(self.include))
        else:
            projection = dynamodb.Projection(ProjectionType="KEYS_ONLY")
        return dynamodb.GlobalSecondaryIndex(
            IndexName=self.name, KeySchema=schema(self.key, self.sort), Projection=projection
        )


def index_mistakes(where: str, indexes: Sequence[Index], table_keys: Sequence[object]) -> Iterator[Mistake]:
    """Yield what is wrong with the indexes of a table that has these keys."""
    if not isinstance(indexes, list | tuple) or not all(isinstance(index, Index) for index in indexes):
        remedy = 'write a list such as [Index("by-date", key="Date")]'
        yield Mistake(where=where, what="must be a list of Index", got=indexes, remedy=remedy)
        return
    yield from unique(where, (index.name for index in indexes), "indexes")
    if len(indexes) > MAX_INDEXES:
        what = f"has {len(indexes)} indexes, DynamoDB takes {MAX_INDEXES}"
        yield Mistake(where=where, what=what, remedy="remove some")
    for position, index in enumerate(indexes):
        place = f"{where}[{position}]"
        yield from kebab(f"{place}.name", index.name, least=3)
        yield from key_mistakes(place, index.key, index.sort)
        yield from _include_mistakes(f"{place}.include", index, [*table_keys, index.key, index.sort])


def _include_mistakes(where: str, index: Index, keys: Sequence[object]) -> Iterator[Mistake]:
    if index.include is None:
        return
    mistakes = list(texts(where, index.include))
    if mistakes:
        yield from mistakes
        return
    yield from unique(where, index.include, "attributes")
    if len(index.include) > MAX_INCLUDED:
        what = f"projects {len(index.include)} attributes, DynamoDB takes {MAX_INCLUDED}"
        yield Mistake(where=where, what=what, remedy="leave include out to project everything")
    names = {typed(key)[0] for key in keys if isinstance(key, str)}
    for attribute in index.include:
        if attribute in names:
            what = "projects a key, which the index holds anyway"
            yield Mistake(where=where, what=what, got=attribute, remedy="leave it out")
