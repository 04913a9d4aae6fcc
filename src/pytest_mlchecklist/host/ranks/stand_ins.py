"""What a rank finds instead of what is not there: no GPU, no launcher, another rendezvous."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

GROUP_LIMIT = 10.0
"""How many seconds a rank waits for another in a collective call."""


def surround(rank: int, count: int, place: str, namespace: MutableMapping[str, Any]) -> None:
    """Make this process a rank: its environment, its rendezvous, and the CPU where GPUs are missing.

    Args:
        rank: Which rank it is.
        count: How many there are.
        place: A path that is not there yet, on which the ranks meet.
        namespace: The names of the learner's file, some of which may be what is replaced.
    """
    torch = sys.modules["torch"]
    numbers = {
        "RANK": rank,
        "LOCAL_RANK": rank,
        "WORLD_SIZE": count,
        "LOCAL_WORLD_SIZE": count,
        "GROUP_RANK": 0,
    }
    os.environ.update({name: str(value) for name, value in numbers.items()})
    os.environ.update({"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29500", "OMP_NUM_THREADS": "1"})
    if Path("/sys/class/net/lo").is_dir():
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    torch.set_num_threads(1)
    gpus = has_gpus(count)
    _meet_on(place, rank, count, namespace, keep_backend=gpus)
    if not gpus:
        run_on_cpu(count)


def has_gpus(count: int) -> bool:
    """Whether there is a GPU for each rank, and NCCL for them to talk through."""
    torch: Any = sys.modules["torch"]
    return bool(torch.cuda.device_count() >= count and torch.distributed.is_nccl_available())


def _meet_on(
    place: str, rank: int, count: int, namespace: MutableMapping[str, Any], *, keep_backend: bool
) -> None:
    dist = sys.modules["torch"].distributed
    own = dist.init_process_group

    def init_process_group(backend: Any = None, *_: Any, **__: Any) -> None:
        if dist.is_initialized():
            message = "trying to initialize the default process group twice!"
            raise ValueError(message)
        limit = dt.timedelta(seconds=GROUP_LIMIT)
        name = backend if keep_backend else "gloo"  # of none torch takes NCCL for what lies on GPUs
        own(name, init_method=f"file://{place}", rank=rank, world_size=count, timeout=limit)

    put(dist, "init_process_group", init_process_group, namespace)


def put(holder: Any, name: str, new: Any, namespace: MutableMapping[str, Any]) -> None:
    """Replace a function where it lies and under whatever name the learner imported it."""
    old = getattr(holder, name)
    setattr(holder, name, new)
    for key, value in list(namespace.items()):
        if value is old:
            namespace[key] = new


def run_on_cpu(count: int) -> None:
    """Let code for GPUs run on the CPU: what goes to a GPU stays here. There seem to be `count` of them."""
    torch: Any = sys.modules["torch"]
    torch.cuda.device_count = lambda: count
    for name in ("set_device", "synchronize", "empty_cache", "manual_seed", "manual_seed_all"):
        setattr(torch.cuda, name, lambda *_, **__: None)
    torch.cuda.current_device = lambda: int(os.environ.get("LOCAL_RANK", "0"))
    module, parallel = torch.nn.Module, torch.nn.parallel.DistributedDataParallel
    module.to = _on_cpu(module.to)
    module.cuda = torch.Tensor.cuda = lambda self, *_, **__: self
    torch.Tensor.to = _on_cpu(torch.Tensor.to)
    parallel.__init__ = _without_devices(parallel.__init__)
    for name in ("zeros", "ones", "tensor", "empty", "full", "randn", "rand", "arange", "as_tensor"):
        setattr(torch, name, _on_cpu(getattr(torch, name), named_only=True))
    load = torch.load
    torch.load = lambda *args, **kwargs: load(*args, **kwargs | {"map_location": "cpu"})


def _on_cpu(function: Callable[..., Any], *, named_only: bool = False) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        if "device" in kwargs:
            kwargs["device"] = _cpu_for(kwargs["device"])
        if not named_only and len(args) > 1:
            args = (args[0], _cpu_for(args[1]), *args[2:])
        return function(*args, **kwargs)

    return called


def _cpu_for(device: Any) -> Any:
    """Return the CPU for a GPU, by number, name or as an object; anything else as it is."""
    torch = sys.modules["torch"]
    is_gpu = (
        (isinstance(device, int) and not isinstance(device, bool))
        or (isinstance(device, str) and device.startswith("cuda"))
        or (isinstance(device, torch.device) and device.type == "cuda")
    )
    return torch.device("cpu") if is_gpu else device


def _without_devices(function: Callable[..., None]) -> Callable[..., None]:
    def called(self: Any, module: Any, *_: Any, **kwargs: Any) -> None:
        rest = {name: value for name, value in kwargs.items() if name not in {"device_ids", "output_device"}}
        function(self, module, **rest)

    return called


def spawned(
    run: Callable[[], Any], namespace: MutableMapping[str, Any]
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Return what a launcher would have spawned, and its arguments after the rank.

    Raises:
        RuntimeError: It spawned nothing.
    """
    multiprocessing = sys.modules["torch"].multiprocessing
    caught: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []

    def spawn(fn: Callable[..., Any], args: tuple[Any, ...] = (), *_: Any, **__: Any) -> None:
        caught.append((fn, tuple(args)))

    put(multiprocessing, "spawn", spawn, namespace)
    run()
    if not caught:
        message = "it has no parameter for the rank, and starts no ranks by torch.multiprocessing.spawn"
        raise RuntimeError(message)
    return caught[0]
