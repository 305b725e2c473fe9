"""A JSON object in a file that is read when it is first looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKS: Final = (
    "__contains__ __eq__ __getitem__ __iter__ __len__ __ne__ __or__ __repr__ __reversed__ __ror__ copy get items keys "
    "values"
).split()


class LazyData(dict[str, Any]):
    """The object that `load` returns, called when anything is asked of it; json.dumps alone looks past this."""

    def __init__(self, load: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._load: Callable[[], dict[str, Any]] | None = load

    def fill(self) -> None:
        """Read the data unless that has happened."""
        if self._load is not None:
            load, self._load = self._load, None
            self.update(load())


def _looking(name: str) -> Callable[..., Any]:
    method = getattr(dict, name)

    def look(self: LazyData, *arguments: Any) -> Any:
        self.fill()
        return method(self, *arguments)

    return look


for _name in _LOOKS:
    setattr(LazyData, _name, _looking(_name))
