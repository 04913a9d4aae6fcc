"""All is done by the constructor."""


class ActivationLogger:
    def __init__(self, model):
        self.acts = {}
        for name, mod in model.named_modules():
            if not list(mod.children()):
                mod.register_forward_hook(lambda m, i, o, name=name: self.acts.__setitem__(name, o.detach().clone()))


def clr(step, low=1e-3, high=1e-2, half=100):
    pos = step % (2 * half)
    return low + (high - low) * (pos / half if pos < half else 2 - pos / half)
