"""Names as visitors are shown to each other: one line of at most fifty characters, wherever the name comes from."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 50
# Control characters, halves of surrogate pairs, separators of lines and paragraphs.
UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def shown(name: str) -> str:
    """Return as much of a name as can be shown, which may be nothing."""
    printable = "".join(each for each in name if unicodedata.category(each) not in UNPRINTABLE)
    return printable.strip()[:LONGEST]
