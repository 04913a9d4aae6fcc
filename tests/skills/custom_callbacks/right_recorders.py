"""Right recorders of activations that hook into torch models, as learners write them."""

import torch
from torch import nn


class ActivationRecorder:
    def __init__(self, model, layer_names=None):
        self.activations = {}
        self.handles = []
        for name, module in model.named_modules():
            if name and (layer_names is None or name in layer_names):
                self.handles.append(module.register_forward_hook(self._make_hook(name)))

    def _make_hook(self, name):
        def hook(module, inputs, output):
            self.activations[name] = output.detach().clone()

        return hook

    def remove(self):
        for handle in self.handles:
            handle.remove()


class ActivationHook:
    """With it, a list for each layer, over all batches."""

    def __init__(self, model):
        self.model = model
        self.store = {}

    def __enter__(self):
        self.handles = [
            m.register_forward_hook(lambda mod, inp, out, n=n: self.store.setdefault(n, []).append(out.detach().cpu().numpy()))
            for n, m in self.model.named_children()
        ]
        return self

    def __exit__(self, *exc):
        for h in self.handles:
            h.remove()


class SaveOutput:
    def __init__(self):
        self.outputs = []

    def __call__(self, module, module_in, module_out):
        self.outputs.append(module_out.detach())

    def clear(self):
        self.outputs = []


class SaveFeatures:
    def __init__(self, m):
        self.features = None
        self.hook = m.register_forward_hook(self.hook_fn)

    def hook_fn(self, module, input, output):
        self.features = output.clone().detach()

    def close(self):
        self.hook.remove()


class FeatureExtractor(nn.Module):
    def __init__(self, model, layers):
        super().__init__()
        self.model = model
        self.layers = layers
        self._features = {layer: torch.empty(0) for layer in layers}
        for layer_id in layers:
            layer = dict([*self.model.named_modules()])[layer_id]
            layer.register_forward_hook(self.save_outputs_hook(layer_id))

    def save_outputs_hook(self, layer_id):
        def fn(_, __, output):
            self._features[layer_id] = output.detach()

        return fn

    def forward(self, x):
        _ = self.model(x)
        return self._features


class ActivationCallback:
    """A callback: it gets the model when the training begins."""

    def __init__(self, layer_types=(nn.Linear,)):
        self.layer_types = layer_types
        self.recorded = {}

    def on_train_begin(self, model):
        for name, module in model.named_modules():
            if isinstance(module, self.layer_types):
                module.register_forward_hook(self.hook_for(name))

    def hook_for(self, name):
        def hook(module, args, output):
            self.recorded[name] = output.detach().cpu()

        return hook


def first_layer(model):
    kept = []
    model.conv1.register_forward_hook(lambda m, i, o: kept.append(o.detach()))
    return kept
