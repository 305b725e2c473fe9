"""The keys of the sharded indexes: a visitor's shard never changes, and a famous stamp's visitors are spread evenly."""

from __future__ import annotations

import os
from zlib import crc32


def stamp_shard(stamp_id: str, user_id: str) -> str:
    """Return the key of gsi-stamp under which a visitor's stamp stands."""
    return f"{stamp_id}#{_shard(user_id)}"


def rank_shard(event_id: str, user_id: str) -> str:
    """Return the key of gsi-ranking under which a visitor's progress stands."""
    return f"{event_id}#{_shard(user_id)}"


def rank_shards(event_id: str) -> list[str]:
    """Return every key of gsi-ranking that together hold the visitors of an event."""
    return [f"{event_id}#{n}" for n in range(_shards())]


def _shard(user_id: str) -> int:
    # Not hash(), which differs from process to process.
    return crc32(user_id.encode()) % _shards()


def _shards() -> int:
    return int(os.environ["INDEX_SHARDS"])
