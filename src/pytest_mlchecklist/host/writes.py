"""Which files a process opens for writing, told as it does so."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITES = set("wax+")


def watch_writes(tell: Callable[[str], None]) -> None:
    """Tell the real path of each file that is opened for writing from now on, to the end of the process."""

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str) and set(str(args[1] or "")) & _WRITES:
            tell(os.path.realpath(args[0]))

    _watch_torch(tell)
    sys.addaudithook(hear)


def _watch_torch(tell: Callable[[str], None]) -> None:
    torch: Any = sys.modules.get("torch")
    if not hasattr(torch, "save"):
        return
    save = torch.save  # writes by itself, unseen by Python

    def saved(obj: Any, f: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(f, (str, os.PathLike)):
            tell(os.path.realpath(f))
        return save(obj, f, *args, **kwargs)

    torch.save = saved
