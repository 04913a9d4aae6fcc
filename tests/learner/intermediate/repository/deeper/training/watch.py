class ActivationExtractor:
    """What comes out of some layers, for the histogram plots:  with ActivationExtractor(net, ["conv1"]) as w: …"""

    def __init__(self, net, layer_names=None):
        self.activations = {}
        self._handles = []
        for name, layer in net.named_modules():
            if name and (layer_names is None or name in layer_names):
                self._handles.append(layer.register_forward_hook(self._keep(name)))

    def _keep(self, name):
        def hook(layer, inputs, output):
            self.activations[name] = output.detach().cpu().clone()

        return hook

    def remove(self):
        for handle in self._handles:
            handle.remove()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()
