"""Right recorders of activations that are plain functions."""

import torch

activation = {}


def get_activation(name):
    def hook(model, input, output):
        activation[name] = output.detach()

    return hook


def get_activations(model, x, layer_names=None):
    acts, handles = {}, []

    def make(name):
        def hook(m, i, o):
            acts[name] = o.detach().numpy().copy()

        return hook

    for name, module in model.named_modules():
        if name and (layer_names is None or name in layer_names):
            handles.append(module.register_forward_hook(make(name)))
    try:
        model(x)
    finally:
        for h in handles:
            h.remove()
    return acts


@torch.no_grad()
def layer_by_layer(net, inputs):
    outputs = []
    for layer in net.children():
        inputs = layer(inputs)
        outputs.append(inputs)
    return outputs


def register_hooks(model):
    outputs = {}

    def hook(module, _, out):
        outputs[module] = out.detach()

    handles = [layer.register_forward_hook(hook) for layer in model.children()]
    return outputs, handles
