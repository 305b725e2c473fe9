"""The documents as tests see them: their prose, code, links, marked blocks, and the files that they name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Where a file may be that a page names by the end of its path.
_BASES: Final = (ROOT, ROOT / "infrastructure", ROOT / "infrastructure/sam")
_FOLDERS: Final = ("templates", "stamp_infra", "infrastructure", "tests", "docs", "requirements", ".github")

_FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARKED: Final = re.compile(r"^<!-- (\w+): (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_FILE: Final = re.compile(
    rf"(?<![\w.])(?:(?:{'|'.join(map(re.escape, _FOLDERS))})/[\w./*-]*|[\w./*-]+\.(?:py|ya?ml|toml|md|txt|svg)\b)"
)
_PLACEHOLDER: Final = re.compile(r"\b(?:SERVICE|NAME)\b")


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def spans(page: Path) -> list[str]:
    """Return what stands between backquotes in a page's prose."""
    return _SPAN.findall(prose(page))


def code(page: Path) -> list[str]:
    """Return a page's spans, and each line of its fenced blocks that name no language: what a reader may type."""
    blocks = [block for language, block in _FENCE.findall(page.read_text(encoding="utf-8")) if not language]
    return [*spans(page), *(line for block in blocks for line in block.splitlines())]


def links(page: Path) -> list[str]:
    """Return the targets of a page's links and images."""
    return _LINK.findall(prose(page))


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives a page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def marked(kind: str) -> list[tuple[str, str, str]]:
    """Return page, file and text of every block below a comment such as `<!-- excerpt: templates/s3.py -->`."""
    return [
        (page.relative_to(ROOT).as_posix(), path, block)
        for page in PAGES
        for found, path, block in _MARKED.findall(page.read_text(encoding="utf-8"))
        if found == kind
    ]


def files(span: str) -> list[str]:
    """Return what reads as a file or folder of this repository in a span."""
    return _FILE.findall(span)


def exists(name: str, page: Path) -> bool:
    """Tell whether there is such a file; SERVICE, NAME and * stand for anything, a bare name may be anywhere."""
    pattern = _PLACEHOLDER.sub("*", name).rstrip("./")
    if pattern.startswith("../"):
        return any((base / pattern).exists() or any(base.glob(pattern)) for base in (*_BASES, page.parent))
    places = (*_BASES, page.parent)
    if "/" in pattern:
        return any(any(place.glob(pattern)) for place in places)
    return any(any(ROOT.joinpath(folder).rglob(pattern)) for folder in _FOLDERS) or any(ROOT.glob(pattern))
