"""Recorders of activations with mistakes."""


class KeepsGraph:
    def __init__(self, model):
        self.activations = {}
        for name, module in model.named_children():
            module.register_forward_hook(self.hook(name))

    def hook(self, name):
        def fn(module, inputs, output):
            self.activations[name] = output

        return fn


class LateBinding:
    def __init__(self, model):
        self.activations = {}
        for name, module in model.named_children():
            module.register_forward_hook(lambda m, i, o: self.activations.update({name: o.detach()}))


class KeepsInputs:
    def __init__(self, model):
        self.activations = {}
        for name, module in model.named_children():
            module.register_forward_hook(self.hook(name))

    def hook(self, name):
        def fn(module, inputs, output):
            self.activations[name] = inputs[0].detach()

        return fn


class FirstOnly:
    def __init__(self, model):
        self.activations = {}
        for name, module in model.named_children():
            module.register_forward_hook(self.hook(name))

    def hook(self, name):
        def fn(module, inputs, output):
            self.activations.setdefault(name, output.detach().clone())

        return fn


activations = {}


def meddling(name):
    def hook(module, inputs, output):
        activations[name] = output.detach().clone()
        return output * 2

    return hook


def averages(model, x):
    kept = {}
    for name, layer in model.named_children():
        x = layer(x)
        kept[name] = x.detach().mean(dim=0)
    return kept


def layer_numbers(layers, x):
    kept = []
    for layer in layers:
        kept.append(x.copy())
        x = layer.forward(x)
    return kept
