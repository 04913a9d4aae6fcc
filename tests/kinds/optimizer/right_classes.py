import numpy as np


class AdamOptimizer:  # update(w, grad) -> w, hyperparameters in the constructor
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999):
        self.learning_rate = learning_rate
        self.eps = 1e-8
        self.m = None
        self.v = None
        self.b1 = b1
        self.b2 = b2
        self.t = 0

    def update(self, w, grad_wrt_w):
        if self.m is None:
            self.m = np.zeros(np.shape(grad_wrt_w))
            self.v = np.zeros(np.shape(grad_wrt_w))
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * grad_wrt_w
        self.v = self.b2 * self.v + (1 - self.b2) * np.power(grad_wrt_w, 2)
        m_hat = self.m / (1 - self.b1**self.t)
        v_hat = self.v / (1 - self.b2**self.t)
        return w - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)


class KeyedAdam:  # numpy-ml: update(param, grad, name, loss)
    def __init__(self, lr=0.001, decay1=0.9, decay2=0.999, eps=1e-7, **kwargs):
        self.cache = {}
        self.cur_step = 0
        self.h = (lr, decay1, decay2, eps)

    def step(self):
        self.cur_step += 1

    def __call__(self, param, param_grad, param_name, cur_loss=None):
        return self.update(param, param_grad, param_name, cur_loss)

    def update(self, param, param_grad, param_name, cur_loss=None):
        lr, d1, d2, eps = self.h
        if param_name not in self.cache:
            self.cache[param_name] = {"t": 0, "m": np.zeros_like(param_grad), "v": np.zeros_like(param_grad)}
        c = self.cache[param_name]
        c["t"] += 1
        c["m"] = d1 * c["m"] + (1 - d1) * param_grad
        c["v"] = d2 * c["v"] + (1 - d2) * param_grad**2
        return param - lr * (c["m"] / (1 - d1 ** c["t"])) / (np.sqrt(c["v"] / (1 - d2 ** c["t"])) + eps)


class AdamOnDictionaries:  # dialect of the fish book: update(params, grads) in place
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)
        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-8)


class AdamOnLists:  # update(params, grads) on lists in place
    def __init__(self, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.lr, self.betas, self.eps, self.t, self.m, self.v = lr, betas, eps, 0, None, None

    def step(self, params, grads):
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        b1, b2 = self.betas
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * g * g
            p -= self.lr * (self.m[i] / (1 - b1**self.t)) / (np.sqrt(self.v[i] / (1 - b2**self.t)) + self.eps)


class AdamOfArticle:  # update(t, w, b, dw, db) -> (w, b)
    def __init__(self, eta=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.m_dw, self.v_dw = 0, 0
        self.m_db, self.v_db = 0, 0
        self.beta1, self.beta2, self.epsilon, self.eta = beta1, beta2, epsilon, eta

    def update(self, t, w, b, dw, db):
        self.m_dw = self.beta1 * self.m_dw + (1 - self.beta1) * dw
        self.m_db = self.beta1 * self.m_db + (1 - self.beta1) * db
        self.v_dw = self.beta2 * self.v_dw + (1 - self.beta2) * (dw**2)
        self.v_db = self.beta2 * self.v_db + (1 - self.beta2) * (db**2)
        c1, c2 = 1 - self.beta1**t, 1 - self.beta2**t
        w = w - self.eta * (self.m_dw / c1) / (np.sqrt(self.v_dw / c2) + self.epsilon)
        b = b - self.eta * (self.m_db / c1) / (np.sqrt(self.v_db / c2) + self.epsilon)
        return w, b


class AdamOfLayers:  # nnfs: pre_update_params, update_params(layer), post_update_params
    def __init__(self, learning_rate=0.001, decay=0.0, epsilon=1e-8, beta_1=0.9, beta_2=0.999):
        self.learning_rate = learning_rate
        self.current_learning_rate = learning_rate
        self.decay = decay
        self.iterations = 0
        self.epsilon = epsilon
        self.beta_1 = beta_1
        self.beta_2 = beta_2

    def pre_update_params(self):
        if self.decay:
            self.current_learning_rate = self.learning_rate / (1.0 + self.decay * self.iterations)

    def update_params(self, layer):
        if not hasattr(layer, "weight_cache"):
            layer.weight_momentums = np.zeros_like(layer.weights)
            layer.weight_cache = np.zeros_like(layer.weights)
            layer.bias_momentums = np.zeros_like(layer.biases)
            layer.bias_cache = np.zeros_like(layer.biases)
        layer.weight_momentums = self.beta_1 * layer.weight_momentums + (1 - self.beta_1) * layer.dweights
        layer.bias_momentums = self.beta_1 * layer.bias_momentums + (1 - self.beta_1) * layer.dbiases
        c1 = 1 - self.beta_1 ** (self.iterations + 1)
        layer.weight_cache = self.beta_2 * layer.weight_cache + (1 - self.beta_2) * layer.dweights**2
        layer.bias_cache = self.beta_2 * layer.bias_cache + (1 - self.beta_2) * layer.dbiases**2
        c2 = 1 - self.beta_2 ** (self.iterations + 1)
        rate = self.current_learning_rate
        layer.weights += -rate * (layer.weight_momentums / c1) / (np.sqrt(layer.weight_cache / c2) + self.epsilon)
        layer.biases += -rate * (layer.bias_momentums / c1) / (np.sqrt(layer.bias_cache / c2) + self.epsilon)

    def post_update_params(self):
        self.iterations += 1


class AdamOfGetters:  # layer.get_params(), get_gradients(), set_params()
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, clipnorm=None):
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self._m, self._v, self._t = {}, {}, 0

    def update(self, layer):
        params, grads = layer.get_params(), layer.get_gradients()
        if not params or not grads:
            return
        self._t += 1
        i = id(layer)
        if i not in self._m:
            self._m[i] = {k: np.zeros_like(g) for k, g in grads.items()}
            self._v[i] = {k: np.zeros_like(g) for k, g in grads.items()}
        new = {}
        for k in params:
            m = self._m[i][k] = self.beta_1 * self._m[i][k] + (1 - self.beta_1) * grads[k]
            v = self._v[i][k] = self.beta_2 * self._v[i][k] + (1 - self.beta_2) * grads[k] ** 2
            m_hat, v_hat = m / (1 - self.beta_1**self._t), v / (1 - self.beta_2**self._t)
            new[k] = params[k] - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        layer.set_params(new)


class StepOnly:  # gives what is to be subtracted
    def __init__(self, lr=0.1, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0.0

    def get_update(self, grad):
        self.v = self.momentum * self.v + self.lr * grad
        return self.v


class SetUp:  # dezero: setup(model), update(); objects with .data and .grad.data
    def __init__(self, lr=0.01, momentum=0.9):
        self.target, self.lr, self.momentum, self.vs = None, lr, momentum, {}

    def setup(self, target):
        self.target = target
        return self

    def update(self):
        for p in [p for p in self.target.params() if p.grad is not None]:
            self.update_one(p)

    def update_one(self, param):
        v = self.vs.setdefault(id(param), np.zeros_like(param.data))
        v *= self.momentum
        v -= self.lr * param.grad.data
        param.data += v


class OnParameters:  # Opt(params, lr).step(), zero_grad()
    def __init__(self, params, lr=0.01, momentum=0.0, nesterov=False):
        self.params, self.lr, self.momentum = list(params), lr, momentum
        self.velocities = [np.zeros_like(p.data) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            p.zero_grad()

    def step(self):
        for i, p in enumerate(self.params):
            self.velocities[i] = self.momentum * self.velocities[i] + p.grad.copy()
            p.data -= self.lr * self.velocities[i]


class OfLayersParameters:  # Opt(layers).update(), layer.parameters() and layer.dparameters()
    def __init__(self, layers, lr=0.001, momentum=0.1):
        self.lr, self.momentum, self.layers, self.v = lr, momentum, list(layers), {}

    def update(self):
        for layer in self.layers:
            if layer.trainable:
                for i, (param, grad) in enumerate(zip(layer.parameters(), layer.dparameters())):
                    self.v[i] = self.momentum * self.v.get(i, 0) - self.lr * grad
                    param += self.v[i]


class SetLater:  # hyperparameters are attributes
    def __init__(self):
        self.lr = 0.1
        self.momentum = 0.9
        self.v = {}

    def apply_gradients(self, grads_and_vars):
        for i, (g, w) in enumerate(grads_and_vars):
            self.v[i] = self.momentum * self.v.get(i, 0) - self.lr * g
            w += self.v[i]
