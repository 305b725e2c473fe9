"""ranking: the hundred visitors of an event who have the most stamps, by name alone."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from rally import clients, fields, rank, shards
from rally.api import api, handler
from rally.visitor import user_id

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]

app = api()

_SHOWN: Final = 100


@app.get("/ranking/<event_id>")
def ranking(event_id: str) -> Record:
    """Answer the first hundred, and the place of who asks when it is among them."""
    event_id, me = fields.event_id(fields.path(eventId=event_id)), user_id(app)
    first = list(enumerate(_first(event_id), start=1))
    rows = [{"rank": n, "displayName": row.get("DisplayName"), "stampCount": row["StampCount"]} for n, row in first]
    mine = [{"rank": n, "stampCount": row["StampCount"]} for n, row in first if row["UserId"] == me]
    return {"eventId": event_id, "ranking": rows, "me": mine[0] if mine else None}


def _first(event_id: str) -> list[Record]:
    # The client is made before there are threads; a Table may not be shared by them.
    keys, query = shards.rank_shards(event_id), clients.dynamodb().query
    with ThreadPoolExecutor(max_workers=len(keys)) as pool:
        return rank.first(chain.from_iterable(pool.map(partial(_best, query), keys)), _SHOWN)


def _best(query: Callable[..., Any], shard: str) -> list[Record]:
    answer = query(
        TableName=os.environ["TABLE_USERSTAMPS"],
        IndexName="gsi-ranking",
        KeyConditionExpression="RankShard = :shard",
        ExpressionAttributeValues={":shard": shard},
        ScanIndexForward=False,
        Limit=_SHOWN,
    )
    return list(answer["Items"])


lambda_handler = handler(app)
