"""`infrastructure/` on disk is exactly what was rendered: compare, write what differs, remove what nothing declares."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.core.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RENDERED_SUFFIXES: Final = (".yaml", ".toml")


@record
class Change:
    """A file that differs: `before` is None for a new file, `after` for one that nothing declares any more."""

    path: str
    before: str | None
    after: str | None


def changes(folder: Path, files: Mapping[str, str]) -> Iterator[Change]:
    """Yield what writing would change below a folder, in the order of the paths."""
    on_disk = {
        path.relative_to(folder).as_posix(): path
        for path in folder.glob("*/*")
        if path.is_file() and path.suffix in RENDERED_SUFFIXES
    }
    for name in sorted({*files, *on_disk}):
        # As bytes: other line ends are a difference too.
        before = on_disk[name].read_bytes().decode("utf-8", errors="replace") if name in on_disk else None
        if before != files.get(name):
            yield Change(path=name, before=before, after=files.get(name))


def write(folder: Path, change: Change) -> None:
    """Make the disk as the change says; a file is replaced whole or not at all.

    Raises `UserError` when the disk refuses.
    """
    path = folder / change.path
    with _told(path):
        if change.after is None:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(change.after, encoding="utf-8", newline="\n")
        temporary.replace(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        remedy = "make room for it, or see who may write there"
        raise UserError([Mistake(where=path.as_posix(), what=what, remedy=remedy)]) from error
