"""What shows a training of a special sort: of ranks, resumed, compiled, tuned, or watched by callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pytest_mlchecklist.discovery import Wanted, discover

if TYPE_CHECKING:
    from pathlib import Path

DATA = ("x", "y", "weight", "bias", "epochs", "lr", "batch_size")
WANTED = (
    Wanted("distributed_train", "ranks", ("train", "main", "ddp_train", "Trainer"), (*DATA, "ranks")),
    Wanted("fine_tune", "tuner", ("unfreeze", "FineTuner"), ("seed", "steps", "layers")),
    Wanted("build_transfer_model", "tuner", ("replace_head", "TransferModel"), ("seed", "classes", "steps")),
    Wanted("resumable_train", "resumable", ("train", "main", "Trainer"), ("moment", "seed", "lr", "epochs")),
    Wanted("jax_train_step", "compiled", ("train_step", "update"), (*DATA[:4], "lr")),
    Wanted("static_train_step", "compiled", ("train_step", "jit_step"), (*DATA[:4], "lr", "model")),
    Wanted(
        "activation_recorder",
        "recorder",
        ("get_activations", "SaveOutput", "ActivationHook"),
        ("x", "passes"),
    ),
    Wanted("callback_order", "trainer", ("fit", "train"), (*DATA, "callbacks")),
    Wanted("data_parallel_step", "trainer", ("train", "parallel_step"), (*DATA, "replicas")),
)
LOOP = (
    "    for x, y in loader:\n        opt.zero_grad()\n        loss(model(x), y).backward()\n"
    "        opt.step()\n"
)
FOUND = {
    "distributed_train:train": "def train(rank, world_size):\n    init_process_group('nccl')\n" + LOOP,
    "distributed_train:ddp_train": "def ddp_train(local_rank, args):\n    model = DDP(Net())\n" + LOOP,
    "distributed_train:main": "def main(world_size):\n    mp.spawn(run, args=(3,), nprocs=world_size)\n",
    "fine_tune:fine_tune": "def fine_tune(model, loader, epochs):\n" + LOOP,
    "fine_tune:FineTuner": (
        "class FineTuner:\n    def __init__(self, backbone): self.m = backbone\n"
        "    def fit(self, data): return self.m(data)"
    ),
    "build_transfer_model:replace_head": (
        "def replace_head(resnet, classes):\n    resnet.fc = nn.Linear(512, classes)\n    return resnet"
    ),
    "resumable_train:train": (
        "def train(cfg):\n    if os.path.exists(p):\n        s = torch.load(p)\n"
        "    for e in range(3):\n        torch.save(s, p)"
    ),
    "resumable_train:Trainer": (
        "class Trainer:\n    def train(self):\n        self.load_checkpoint()\n"
        "        for e in range(3): self.save_checkpoint()"
    ),
    "jax_train_step:train_step": "@jax.jit\ndef train_step(params, batch):\n    return params",
    "jax_train_step:update": (
        "def update(params, x, y):\n    g = jax.grad(loss)(params, x, y)\n"
        "    return jax.tree.map(f, params, g)"
    ),
    "static_train_step:jit_step": "@torch.compile\ndef jit_step(model, x, y): return model(x)",
    "activation_recorder:get_activations": (
        "def get_activations(model, x):\n    model.fc.register_forward_hook(h)\n    return model(x)"
    ),
    "activation_recorder:SaveOutput": (
        "class SaveOutput:\n    def __call__(self, module, inputs, output): self.kept.append(output)"
    ),
    "activation_recorder:activation_recorder": (
        "def activation_recorder(layers, x):\n    for layer in layers: x = layer(x)\n    return x"
    ),
    "callback_order:fit": (
        "def fit(model, loader, callbacks):\n    for c in callbacks: c.on_train_begin()\n" + LOOP
    ),
    "data_parallel_step:train": (
        "def train(model, x, y, n_replicas):\n    for shard in x.chunk(n_replicas): step(model, shard)"
    ),
}
SOMETHING_ELSE = [
    "def train(model, loader, opt, loss, epochs):\n" + LOOP,
    "def train_step(model, x, y, loss_fn, opt):\n    loss_fn(model(x), y).backward()\n    opt.step()",
    "def main():\n    print('hello')",
    "def main(path):\n    data = load(path)\n    for row in data: save(row)",
    "def update(state, action): return state + action",
    "def unfreeze(account): return account.open()",
    "def fine_tune(model_name, learning_rate): return fetch(model_name)",
    "def replace_head(text, start): return start + text[1:]",
    "def get_activations(z): return 1 / (1 + exp(-z))",
    "class SaveOutput:\n    def __call__(self, text): self.file.write(text)",
]


def _found(root: Path, text: str) -> list[str]:
    (root / "a.py").write_text(text)
    found = discover(root, WANTED).candidates.items()
    return [f"{part}:{candidate.target.partition(':')[2]}" for part, candidate in found]


@pytest.mark.parametrize(("found", "text"), FOUND.items())
def test_finds_a_training_of_its_sort(tmp_path: Path, found: str, text: str) -> None:
    """Each is known by what it takes and does, and is proposed for one part alone."""
    assert [found] == _found(tmp_path, text)


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_a_plain_function_of_such_a_name_is_something_else(tmp_path: Path, text: str) -> None:
    """A name such as `train` or `update` alone says nothing."""
    assert [] == _found(tmp_path, text)
